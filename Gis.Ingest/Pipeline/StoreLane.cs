namespace Gis.Ingest.Pipeline;

/// <summary>One connection's worth of storing: takes messages into the store in their order, in as many transactions as they need.</summary>
internal sealed class StoreLane(BatchTransaction transaction, BatchStore store)
{
    /// <summary>Returns when all of them are stored or kept as rejected.</summary>
    public async Task StoreAsync(List<Envelope> envelopes, CancellationToken cancellationToken)
    {
        for (var done = 0; done < envelopes.Count;)
        {
            var batch = transaction.Collect(done == 0 ? envelopes : envelopes[done..]);
            done += batch.Envelopes.Count;
            await store.StoreAsync(batch, cancellationToken);
        }
    }
}
