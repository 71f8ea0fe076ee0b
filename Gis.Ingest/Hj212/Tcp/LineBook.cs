using Gis.Ingest.Lines;

namespace Gis.Ingest.Hj212.Tcp;

/// <summary>
/// Which connection speaks for which MN. A newer one takes the place of the one before, which is closed; where that happens too often, two
/// devices have one MN, and the newer connections are refused for a minute.
/// </summary>
internal sealed class LineBook(Hj212TcpOptions options, Downlinks downlinks, TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The MNs that are spoken for now, with the id of the connection.</summary>
    public IReadOnlyList<(string Mn, Guid Line)> Standing
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Where(e => e.Value.Line is not null).Select(e => (e.Key, e.Value.Line!.Id))];
            }
        }
    }

    public LineClaim Claim(string mn, Hj212Line line)
    {
        Hj212Line? before;
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            if (!_entries.TryGetValue(mn, out var entry))
            {
                _entries[mn] = entry = new Entry();
            }

            if (entry.RefusedSince is { } since && clock.GetElapsedTime(since, now) < Minute)
            {
                return LineClaim.Refused;
            }

            before = entry.Line;
            if (before is not null && !entry.MayReplace(options.MostReplacements, now, clock))
            {
                entry.RefusedSince = now;
                return LineClaim.Flapping;
            }

            entry.RefusedSince = null;
            entry.Line = line;

            // Within the gate, so that of two that follow each other the later is the one that is spoken to.
            downlinks.Add(TopicOf(mn), line);
        }

        before?.Close("another connection of its device took its place");
        return LineClaim.Taken;
    }

    public void Leave(string mn, Hj212Line line)
    {
        lock (_gate)
        {
            downlinks.Remove(TopicOf(mn), line);
            if (_entries.TryGetValue(mn, out var entry) && entry.Line == line)
            {
                entry.Line = null;
            }
        }
    }

    public static string TopicOf(string mn) => $"hj212/{mn}/down";

    private sealed class Entry
    {
        private readonly Queue<long> _replacements = [];

        public Hj212Line? Line { get; set; }

        public long? RefusedSince { get; set; }

        public bool MayReplace(int most, long now, TimeProvider clock)
        {
            while (_replacements.TryPeek(out var oldest) && clock.GetElapsedTime(oldest, now) >= Minute)
            {
                _replacements.Dequeue();
            }

            if (_replacements.Count >= most)
            {
                return false;
            }

            _replacements.Enqueue(now);
            return true;
        }
    }
}
