using Gis.Ingest.Pipeline;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Ingest.Rollups;

/// <summary>Keeps the roll-ups going while the ingest part runs.</summary>
internal sealed class RollupJob(RollupRun run, IngestSettings settings, ILogger<RollupJob> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Options.RollupEvery, settings.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TurnAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task TurnAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await run.RunAsync(stoppingToken) is { } closedTo)
            {
                settings.Metrics.RolledUp(closedTo);
            }
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException)
        {
            logger.RollupFailed(away.Message, settings.Options.RollupEvery.TotalSeconds);
        }
    }
}
