using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// Brings a table up to what batches have left for it, at a steady pace beside the pipeline. At the stop it does so once more, so that nothing stays
/// behind while no ingest runs; while the store is away it tries again at its pace, and a few times at the stop: the turn that the stop has cut off
/// may still be in the way of the last.
/// </summary>
internal abstract class CatchUpJob(TimeSpan pace, TimeProvider clock) : BackgroundService
{
    private const int LastTries = 3;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>Takes in all that is there now.</summary>
    public abstract Task CatchUpAsync(CancellationToken cancellationToken);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        for (var tries = 0; tries < LastTries && !await TryCatchUpAsync(cancellationToken); tries++)
        {
            await Task.Delay(RetryAfter, clock, cancellationToken);
        }
    }

    protected abstract void TellBehind(string reason);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        PacedLoop.RunAsync(pace, clock, TryCatchUpAsync, stoppingToken, atOnce: true);

    /// <summary>False, and told, when the store did not take it.</summary>
    private async Task<bool> TryCatchUpAsync(CancellationToken stoppingToken)
    {
        try
        {
            await CatchUpAsync(stoppingToken);
            return true;
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException)
        {
            TellBehind(away.Message);
            return false;
        }
    }
}
