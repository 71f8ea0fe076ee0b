using Gis.Ingest.Quality;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// The newest values among what this ingest has stored lately, so that <see cref="LatestKeeper"/> need not read back from the log what was just written
/// there. It may be forgotten at any time: the log has it all.
/// </summary>
internal sealed class LatestMemory
{
    private readonly Lock _gate = new();
    private HashSet<long> _events = [];
    private LatestValues _values = new();

    /// <summary>A batch is committed; its live event has this number.</summary>
    public void Add(long seq, Batch batch, DateTimeOffset now)
    {
        lock (_gate)
        {
            _events.Add(seq);
            foreach (var row in batch.Values)
            {
                if (row.IsFresh && !TimeWindow.IsBackfill(row.End, now))
                {
                    _values.Add(row, seq);
                }
            }
        }
    }

    /// <summary>
    /// Gives all that was added since the last time, with the numbers of the events that brought it, and goes on with what it is handed: the containers of the
    /// time before, so that their room is had once and for all.
    /// </summary>
    public (HashSet<long> Events, LatestValues Values) Take(HashSet<long> events, LatestValues values)
    {
        events.Clear();
        values.Clear();
        lock (_gate)
        {
            var taken = (_events, _values);
            (_events, _values) = (events, values);
            return taken;
        }
    }
}
