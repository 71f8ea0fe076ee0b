using Gis.Ingest.Lines;
using Microsoft.Extensions.Hosting;

namespace Gis.Ingest.Pipeline;

/// <summary>Runs the lines and the pipeline. At a stop the pipeline finishes its batches while the lines still carry acknowledgements and answers.</summary>
internal sealed class IngestService(IEnumerable<IFieldListener> listeners, FieldPipeline pipeline, IngestSettings settings) : BackgroundService
{
    private static readonly TimeSpan LastAnswersWithin = TimeSpan.FromSeconds(2);
    private readonly List<IFieldListener> _listeners = [.. listeners];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var listener in _listeners)
        {
            await listener.StartAsync(cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var end = new CancellationTokenSource();
        List<Task> lines = [.. _listeners.Select(listener => listener.RunAsync(end.Token))];
        try
        {
            var working = pipeline.RunAsync(stoppingToken);
            await await Task.WhenAny([working, .. lines]);
            await working;
            await SendLastAnswersAsync();
            settings.Logger.Drained(settings.Options.Name);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The store did not come back within the time for draining; what is unacknowledged comes again.
            return;
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(lines);
        }
    }

    private async Task SendLastAnswersAsync()
    {
        using var limit = new CancellationTokenSource(LastAnswersWithin);
        try
        {
            await Task.WhenAll(_listeners.Select(listener => listener.WhenSentAsync(limit.Token)));
        }
        catch (OperationCanceledException)
        {
            settings.Logger.AnswersLeft();
        }
    }
}
