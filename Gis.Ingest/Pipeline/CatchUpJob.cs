using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// Brings a table up to what batches have left for it, at a steady pace beside the pipeline; the writing of a turn is spread over a part of the pace, so
/// that a batch waits for a small piece of it at most. At the stop it does so once more, so that nothing stays behind while no ingest runs; while the
/// store is away it tries again at its pace, and a few times at the stop: the turn that the stop has cut off may still be in the way of the last.
/// </summary>
internal abstract class CatchUpJob(TimeSpan pace, TimeProvider clock) : BackgroundService
{
    private const int LastTries = 3;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>Takes in all that is there now, as fast as may be.</summary>
    public Task CatchUpAsync(CancellationToken cancellationToken) => CatchUpAsync(TimeSpan.Zero, cancellationToken);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        for (var tries = 0; tries < LastTries && !await TryCatchUpAsync(TimeSpan.Zero, cancellationToken); tries++)
        {
            await Task.Delay(RetryAfter, clock, cancellationToken);
        }
    }

    /// <param name="spread">Over how long the writing may be spread; not at all when it is zero.</param>
    /// <param name="cancellationToken">Ends the turn; what it has not done the next one does.</param>
    protected abstract Task CatchUpAsync(TimeSpan spread, CancellationToken cancellationToken);

    protected abstract void TellBehind(string reason);

    /// <summary>Does work in pieces of <paramref name="atOnce"/> items, of which there are at most <paramref name="count"/>, with pauses between them.</summary>
    protected async Task InPiecesAsync<T>(
        IEnumerable<T> items, int count, int atOnce, TimeSpan spread, Func<T[], CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var pause = count == 0 ? TimeSpan.Zero : spread * Math.Min(1, (double)atOnce / count);
        var isFirst = true;
        foreach (var piece in items.Chunk(atOnce))
        {
            if (!isFirst && pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, clock, cancellationToken);
            }

            isFirst = false;
            await work(piece, cancellationToken);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        PacedLoop.RunAsync(pace, clock, stopping => TryCatchUpAsync(pace / 2, stopping), stoppingToken, atOnce: true);

    /// <summary>False, and told, when the store did not take it.</summary>
    private async Task<bool> TryCatchUpAsync(TimeSpan spread, CancellationToken stoppingToken)
    {
        try
        {
            await CatchUpAsync(spread, stoppingToken);
            return true;
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException)
        {
            TellBehind(away.Message);
            return false;
        }
    }
}
