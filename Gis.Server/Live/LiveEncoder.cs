using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Gis.Server.Live;

/// <summary>
/// Makes of batches the one item that a viewer gets. What is the same for all viewers of a scope is cut and written once, by whoever asks first; values
/// are the viewer's own, the newest of each datastream.
/// </summary>
internal sealed class LiveEncoder(IOptions<JsonHubProtocolOptions> json)
{
    /// <summary>Written rows that are kept; viewers of one scope ask for them within moments of each other.</summary>
    private const long MostBytes = 16L << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<Key, Lazy<LiveRows>> _rows = [];
    private readonly Queue<(Key Key, long Bytes)> _kept = new();
    private long _bytes;

    /// <summary>Null where there is nothing for this viewer.</summary>
    public LiveChanges? Encode(IReadOnlyList<LiveBatch> batches, LiveSight sight)
    {
        var rows = RowsOf(batches, sight);
        var values = ValuesOf(batches, sight, rows.Heard);
        return rows.IsEmpty && values.Count == 0 ? null : new LiveChanges(batches.Max(batch => batch.Seq), batches[^1].At, rows, values);
    }

    private static Dictionary<long, LiveValue>.ValueCollection ValuesOf(IReadOnlyList<LiveBatch> batches, LiveSight sight, IReadOnlySet<long> heard)
    {
        var newest = new Dictionary<long, LiveValue>();
        foreach (var thing in sight.Detail)
        {
            if (!heard.Contains(thing))
            {
                continue;   // nobody hears the values of what he may not see
            }

            foreach (var value in batches.SelectMany(batch => batch.ByThing[thing]))
            {
                if (!newest.TryGetValue(value.DatastreamId, out var known) || value.TimeMs >= known.TimeMs)
                {
                    newest[value.DatastreamId] = value;
                }
            }
        }

        return newest.Values;
    }

    private LiveRows RowsOf(IReadOnlyList<LiveBatch> batches, LiveSight sight)
    {
        var key = new Key(sight.Key, batches[0].Number, batches[^1].Number, batches.Count);
        Lazy<LiveRows>? known;
        bool isNew;
        lock (_gate)
        {
            isNew = !_rows.TryGetValue(key, out known);
            if (isNew)
            {
                _rows[key] = known = new Lazy<LiveRows>(() => LiveRows.Of(LiveView.Of(batches, sight), json.Value.PayloadSerializerOptions));
            }
        }

        var rows = known!.Value;
        if (isNew)
        {
            Keep(key, rows.Bytes);
        }

        return rows;
    }

    private void Keep(Key key, long bytes)
    {
        lock (_gate)
        {
            _kept.Enqueue((key, bytes));
            _bytes += bytes;
            while (_bytes > MostBytes && _kept.TryDequeue(out var oldest))
            {
                _rows.Remove(oldest.Key);
                _bytes -= oldest.Bytes;
            }
        }
    }

    private readonly record struct Key((int Edition, string Scope) Sight, long First, long Last, int Count);
}
