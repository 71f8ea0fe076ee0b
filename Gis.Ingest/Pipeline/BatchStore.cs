using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// Gets batches into the store, whatever happens: a known key turns copying into merging, a message that the store refuses is found by
/// halving and kept as rejected, and while the store is away the field waits.
/// </summary>
internal sealed class BatchStore(
    NpgsqlDataSource dataSource, BatchTransaction transaction, IngestOptions options, IngestMetrics metrics, TimeProvider clock, ILogger<BatchStore> logger)
{
    // Small batches gain nothing from copying, and after a clash more of the same is likely: redelivery comes in a row.
    private const int LeastToCopy = 64;
    private const int MergesAfterClash = 8;
    private int _mergesLeft;

    /// <summary>Stores a batch in one transaction or, where one of its messages is refused, in several. Only a stop ends it without success.</summary>
    public async Task StoreAsync(Batch batch, CancellationToken cancellationToken)
    {
        var wait = options.FirstRetry;
        var fresh = batch;
        while (true)
        {
            try
            {
                await TryStoreAsync(fresh, cancellationToken);
                return;
            }
            catch (Exception refused) when (StoreTrouble.IsPoison(refused))
            {
                await IsolateAsync(batch.Envelopes, refused, cancellationToken);
                return;
            }
            catch (Exception away) when (away is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                logger.StoreAway(StoreTrouble.Describe(away), batch.Envelopes.Count, wait.TotalMilliseconds);
                metrics.Retried();
                await Task.Delay(wait, clock, cancellationToken);
                wait = wait * 2 < options.LongestRetry ? wait * 2 : options.LongestRetry;
                fresh = transaction.Collect(batch.Envelopes);
            }
        }
    }

    private async Task TryStoreAsync(Batch batch, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var started = clock.GetTimestamp();
        var copies = _mergesLeft == 0 && batch.Values.Count >= LeastToCopy;
        _mergesLeft = Math.Max(0, _mergesLeft - 1);
        try
        {
            await transaction.RunAsync(connection, batch, copies, cancellationToken);
        }
        catch (PostgresException clash) when (copies && StoreTrouble.IsKnownKey(clash))
        {
            _mergesLeft = MergesAfterClash;
            batch = transaction.Collect(batch.Envelopes);
            await transaction.RunAsync(connection, batch, copy: false, cancellationToken);
        }

        metrics.Stored(batch, clock.GetElapsedTime(started), clock.GetUtcNow());
    }

    private async Task IsolateAsync(List<Envelope> envelopes, Exception refused, CancellationToken cancellationToken)
    {
        if (envelopes.Count == 1)
        {
            logger.MessageRefused(refused, envelopes[0].Message.Topic, envelopes[0].Message.Payload.Length);
            if (envelopes[0].Decoded.Rejections is [{ Code: "store-refused" }])
            {
                throw new InvalidOperationException("Not even the rejection of a message can be stored.", refused);
            }

            envelopes[0].RefuseWhole("store-refused", "The store refuses what the message states; the log of the server says why.");
            await StoreAsync(transaction.Collect(envelopes), cancellationToken);
            return;
        }

        var half = envelopes.Count / 2;
        await StoreAsync(transaction.Collect(envelopes[..half]), cancellationToken);
        await StoreAsync(transaction.Collect(envelopes[half..]), cancellationToken);
    }
}
