using System.Diagnostics.Metrics;

namespace Gis.Ingest.Pipeline;

/// <summary>What the ingest part counts; meter "Gis.Ingest".</summary>
internal sealed class IngestMetrics : IDisposable
{
    public const string MeterName = "Gis.Ingest";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> received;
    private readonly Counter<long> stored;
    private readonly Counter<long> duplicates;
    private readonly Counter<long> rejected;
    private readonly Counter<long> retries;
    private readonly Histogram<double> batchMessages;
    private readonly Histogram<double> commitMs;
    private readonly Histogram<double> lagMs;

    public IngestMetrics()
    {
        received = meter.CreateCounter<long>("gis_ingest_messages_received", description: "Messages taken from the broker");
        stored = meter.CreateCounter<long>("gis_ingest_values_stored", description: "Values that were new or changed");
        duplicates = meter.CreateCounter<long>("gis_ingest_values_duplicate", description: "Values that the store had already");
        rejected = meter.CreateCounter<long>("gis_ingest_messages_rejected", description: "Rejections by code");
        retries = meter.CreateCounter<long>("gis_ingest_store_retries", description: "Transactions that had to be tried again");
        batchMessages = meter.CreateHistogram<double>("gis_ingest_batch_messages", description: "Messages of one transaction");
        commitMs = meter.CreateHistogram<double>("gis_ingest_commit_ms", "ms", "Time of one transaction");
        lagMs = meter.CreateHistogram<double>("gis_ingest_lag_ms", "ms", "From arrival of a batch's oldest message to its COMMIT");
    }

    public void Observe(Func<bool> isConnected, Func<int> waiting)
    {
        meter.CreateObservableGauge("gis_ingest_broker_connected", () => isConnected() ? 1 : 0, description: "1 while the session is connected");
        meter.CreateObservableGauge("gis_ingest_messages_waiting", () => waiting(), description: "Messages received and not yet in a batch");
    }

    public void Received(int count) => received.Add(count);

    public void Retried() => retries.Add(1);

    public void Stored(Batch batch, TimeSpan took, DateTimeOffset now)
    {
        var fresh = batch.Envelopes.Sum(e => (long)e.Fresh);
        stored.Add(fresh);
        duplicates.Add(batch.Envelopes.Sum(e => (long)e.Values) - fresh);
        foreach (var (code, count) in batch.Rejected.CountBy(r => r.Why.Code))
        {
            rejected.Add(count, new KeyValuePair<string, object?>("code", code));
        }

        batchMessages.Record(batch.Envelopes.Count);
        commitMs.Record(took.TotalMilliseconds);
        lagMs.Record((now - batch.Envelopes.Min(e => e.ReceivedAt)).TotalMilliseconds);
    }

    public void Dispose() => meter.Dispose();
}
