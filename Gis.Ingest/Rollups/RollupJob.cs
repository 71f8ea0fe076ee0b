using Gis.Ingest.Pipeline;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Ingest.Rollups;

/// <summary>Keeps the roll-ups going while the ingest part runs.</summary>
internal sealed class RollupJob(RollupRun run, IngestSettings settings, ILogger<RollupJob> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        PacedLoop.RunAsync(settings.Options.RollupEvery, settings.Clock, TurnAsync, stoppingToken);

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
