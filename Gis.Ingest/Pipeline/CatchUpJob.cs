using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// Brings a table up to what batches have left for it, at a steady pace beside the pipeline. At the stop it does so once more, so that nothing stays
/// behind while no ingest runs; while the store is away it tries again at its pace.
/// </summary>
internal abstract class CatchUpJob(TimeSpan pace, TimeProvider clock) : BackgroundService
{
    /// <summary>Takes in all that is there now.</summary>
    public abstract Task CatchUpAsync(CancellationToken cancellationToken);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TickAsync(cancellationToken);
    }

    protected abstract void TellBehind(string reason);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        PacedLoop.RunAsync(pace, clock, TickAsync, stoppingToken, atOnce: true);

    private async Task TickAsync(CancellationToken stoppingToken)
    {
        try
        {
            await CatchUpAsync(stoppingToken);
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException)
        {
            TellBehind(away.Message);
        }
    }
}
