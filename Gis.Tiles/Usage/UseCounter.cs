using System.Collections.Concurrent;

namespace Gis.Tiles.Usage;

/// <summary>Adds up in memory who reads what, until it is taken away to be stored; what is counted is taken exactly once.</summary>
internal sealed class UseCounter(int most = UseCounter.MostWaiting)
{
    /// <summary>Of layer, day and account: while the store is away no more wait to be stored, and of others the use is lost.</summary>
    private const int MostWaiting = 100_000;

    private readonly ConcurrentDictionary<UseKey, Tally> _tallies = new();
    private long _lost;

    public void Count(UseKey key, string accountName, string displayName, Use use)
    {
        if (!_tallies.ContainsKey(key) && _tallies.Count >= most)
        {
            Interlocked.Add(ref _lost, use.Requests);
            return;
        }

        // A tally that was just taken away counts no more: then there is a new one.
        while (!_tallies.GetOrAdd(key, static (_, who) => new Tally(who.accountName, who.displayName), (accountName, displayName)).TryAdd(use))
        {
        }
    }

    /// <summary>Requests whose use was lost since this was asked last.</summary>
    public long TakeLost() => Interlocked.Exchange(ref _lost, 0);

    public IReadOnlyList<CountedUse> TakeAll()
    {
        var taken = new List<CountedUse>();
        foreach (var key in _tallies.Keys)
        {
            if (_tallies.TryRemove(key, out var tally))
            {
                taken.Add(new CountedUse(key, tally.AccountName, tally.DisplayName, tally.Close()));
            }
        }

        return taken;
    }

    /// <summary>Gives back what could not be stored.</summary>
    public void Return(IEnumerable<CountedUse> uses)
    {
        foreach (var use in uses)
        {
            Count(use.Key, use.AccountName, use.DisplayName, use.Sum);
        }
    }

    private sealed class Tally(string accountName, string displayName)
    {
        private readonly Lock _gate = new();
        private Use _sum;
        private bool _closed;

        public string AccountName => accountName;

        public string DisplayName => displayName;

        public bool TryAdd(Use use)
        {
            lock (_gate)
            {
                if (_closed)
                {
                    return false;
                }

                _sum += use;
                return true;
            }
        }

        public Use Close()
        {
            lock (_gate)
            {
                _closed = true;
                return _sum;
            }
        }
    }
}
