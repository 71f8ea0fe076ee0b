using System.Diagnostics.Metrics;

namespace Gis.Ingest.Pipeline;

/// <summary>What the ingest part counts; meter "Gis.Ingest".</summary>
internal sealed class IngestMetrics : IDisposable
{
    public const string MeterName = "Gis.Ingest";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _received;
    private readonly Counter<long> _stored;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _answersDropped;
    private readonly Counter<long> _notKept;
    private readonly Histogram<double> _batchMessages;
    private readonly Histogram<double> _commitMs;
    private readonly Histogram<double> _lagMs;
    private long _closedToS;

    public IngestMetrics()
    {
        _received = _meter.CreateCounter<long>("gis_ingest_messages_received", description: "Messages taken from the broker");
        _stored = _meter.CreateCounter<long>("gis_ingest_values_stored", description: "Values that were new or changed");
        _duplicates = _meter.CreateCounter<long>("gis_ingest_values_duplicate", description: "Values that the store had already");
        _rejected = _meter.CreateCounter<long>("gis_ingest_messages_rejected", description: "Rejections by code");
        _retries = _meter.CreateCounter<long>("gis_ingest_store_retries", description: "Transactions that had to be tried again");
        _answersDropped = _meter.CreateCounter<long>("gis_ingest_answers_dropped", description: "Answers and receipts not sent because too many waited");
        _notKept = _meter.CreateCounter<long>("gis_hj212_refused_not_kept", description: "Refused HJ 212 packets over TCP beyond the bound of those that are kept");
        _batchMessages = _meter.CreateHistogram<double>("gis_ingest_batch_messages", description: "Messages of one transaction");
        _commitMs = _meter.CreateHistogram<double>("gis_ingest_commit_ms", "ms", "Time of one transaction");
        _lagMs = _meter.CreateHistogram<double>("gis_ingest_lag_ms", "ms", "From arrival of a batch's oldest message to its COMMIT");
    }

    public void Observe(Func<bool> isConnected, Func<int> waiting)
    {
        _meter.CreateObservableGauge("gis_ingest_broker_connected", () => isConnected() ? 1 : 0, description: "1 while the session is connected");
        _meter.CreateObservableGauge("gis_ingest_messages_waiting", () => waiting(), description: "Messages received and not yet in a batch");
    }

    public void ObserveLines(Func<int> connections) =>
        _meter.CreateObservableGauge("gis_hj212_connections", () => connections(), description: "Connections of data loggers over TCP");

    /// <summary>The gauge is there from the first turn on; another ingest may have the later ones.</summary>
    public void RolledUp(DateTimeOffset closedTo)
    {
        if (Interlocked.Exchange(ref _closedToS, closedTo.ToUnixTimeSeconds()) == 0)
        {
            _meter.CreateObservableGauge(
                "gis_rollup_closed_to_seconds", () => Interlocked.Read(ref _closedToS), "s", "Unix time up to which hours are rolled up; an hour and ten minutes behind at most");
        }
    }

    public void Received(int count) => _received.Add(count);

    public void Retried() => _retries.Add(1);

    public void AnswerDropped() => _answersDropped.Add(1);

    public void NotKept() => _notKept.Add(1);

    public void Stored(Batch batch, TimeSpan took, DateTimeOffset now)
    {
        var fresh = batch.Envelopes.Sum(e => (long)e.Fresh);
        _stored.Add(fresh);
        _duplicates.Add(batch.Envelopes.Sum(e => (long)e.Values) - fresh);
        foreach (var (code, count) in batch.Rejected.CountBy(r => r.Why.Code))
        {
            _rejected.Add(count, new KeyValuePair<string, object?>("code", code));
        }

        _batchMessages.Record(batch.Envelopes.Count);
        _commitMs.Record(took.TotalMilliseconds);
        _lagMs.Record((now - batch.Envelopes.Min(e => e.ReceivedAt)).TotalMilliseconds);
    }

    public void Dispose() => _meter.Dispose();
}
