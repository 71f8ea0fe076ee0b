using Gis.Ingest.Hj212.Devices;
using Gis.Ingest.Meters;
using Gis.Ingest.Positions;
using Gis.Ingest.Video;

namespace Gis.Ingest.Pipeline;

/// <summary>What one transaction writes.</summary>
/// <param name="values">Where to keep the values: empty, and no other batch's from now on. Large, and so worth keeping from batch to batch.</param>
internal sealed class Batch(Dictionary<(long Stream, long Ticks), ValueRow> values)
{

    public List<Envelope> Envelopes { get; } = [];

    public Dictionary<(long Stream, long Ticks), ValueRow>.ValueCollection Values => values.Values;

    public List<(Envelope From, UnitPosition Position)> Positions { get; } = [];

    public List<(Envelope From, UnitReport Report)> Reports { get; } = [];

    public List<(Envelope From, DeviceNote Note)> Notes { get; } = [];

    public List<(Envelope From, DeviceFact Fact)> Devices { get; } = [];

    public List<(Envelope From, MeterReport Report)> Meters { get; } = [];

    public List<(Envelope From, VideoSighting Sighting)> Sightings { get; } = [];

    public List<(Envelope From, SnapshotTaken Snapshot)> Snapshots { get; } = [];

    public List<(Envelope From, Rejection Why)> Rejected { get; } = [];

    /// <summary>Takes the values of one message; false when one of them contradicts a value that is in the batch already.</summary>
    public bool TryAdd(List<ValueRow> rows)
    {
        foreach (var row in rows)
        {
            if (values.TryGetValue(row.Key, out var known) && known.From != row.From && !known.SaysTheSame(row))
            {
                return false;
            }
        }

        foreach (var row in rows)
        {
            row.IsFresh = true;
            // The same value twice in a batch is a duplicate; twice in one message, the later one stands.
            if (!values.TryGetValue(row.Key, out var known) || known.From == row.From)
            {
                values[row.Key] = row;
            }
        }

        return true;
    }

    public bool Has(ValueRow row) => values.TryGetValue(row.Key, out var known) && ReferenceEquals(known, row);

    public ValueRow Find(long stream, DateTimeOffset at) => values[(stream, at.UtcTicks)];
}
