using System.Collections.Concurrent;
using Gis.Server.ReadModel;

namespace Gis.Server.Access;

/// <summary>Remembers for a moment what the store said of a secret; forgets at once when grants or sessions change.</summary>
internal sealed class SessionCache : IDisposable
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private const int MostEntries = 10_000;   // a flood of invented tokens must not become memory

    private readonly SessionReader _reader;
    private readonly GrantChanges _changes;
    private ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public SessionCache(SessionReader reader, GrantChanges changes)
    {
        (_reader, _changes) = (reader, changes);
        changes.Changed += Forget;
    }

    public async Task<Session?> FindAsync(byte[] tokenHash, CancellationToken cancellationToken)
    {
        var key = SessionReader.KeyOf(tokenHash);
        var entries = _entries;
        var now = TimeProvider.System.GetUtcNow();   // real time, as the store judges by it
        if (entries.TryGetValue(key, out var known) && now - known.At < Freshness)
        {
            return known.Session is { } session && session.ExpiresAt > now ? session : null;
        }

        var found = await _reader.FindAsync(tokenHash, cancellationToken);
        if (entries.Count >= MostEntries)
        {
            entries.Clear();
        }

        entries[key] = new Entry(found, now);
        return found;
    }

    public void Dispose() => _changes.Changed -= Forget;

    /// <summary>Answers under way are written into the map that is thrown away here, hence never outlive the change.</summary>
    private void Forget(IReadOnlyCollection<long> accounts) => _entries = new(StringComparer.Ordinal);

    private sealed record Entry(Session? Session, DateTimeOffset At);
}
