using Gis.Ingest.Mqtt;
using Microsoft.Extensions.Hosting;

namespace Gis.Ingest.Pipeline;

/// <summary>Runs session and pipeline. At a stop the pipeline finishes its batch while the session still carries its acknowledgements.</summary>
internal sealed class IngestService(MqttSession session, FieldPipeline pipeline, IngestSettings settings) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        settings.Metrics.Observe(() => session.IsConnected, () => session.Inbox.Count);
        using var sessionEnd = new CancellationTokenSource();
        var connected = session.RunAsync(sessionEnd.Token);
        try
        {
            await pipeline.RunAsync(stoppingToken);
            settings.Logger.Drained(settings.Options.Name);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The store did not come back within the time for draining; what is unacknowledged comes again.
            return;
        }
        finally
        {
            await sessionEnd.CancelAsync();
            await connected;
        }
    }
}
