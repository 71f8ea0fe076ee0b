namespace Gis.Benchmarks.Kill;

/// <summary>What came of a run in which the broker died: each lost message by when it was acknowledged.</summary>
internal sealed record DeathCount
{
    public DeathCount(KillCount count, IReadOnlyList<Death> deaths)
    {
        Count = count;
        List<DateTimeOffset> before = [];
        foreach (var at in count.LostAt)
        {
            if (deaths.LastOrDefault(death => death.At <= at) is { } last && at <= last.HeardAt)
            {
                LostAfterReturn++;
                LongestDeafSeconds = Math.Max(LongestDeafSeconds, (at - last.At).TotalSeconds);
            }
            else
            {
                before.Add(at);
            }
        }

        var lost = before.ToLookup(at => deaths.FirstOrDefault(death => death.At >= at));
        LostBefore = before.Count - lost[null].Count();
        Unexplained = lost[null].Count();
        WindowsSeconds = [.. deaths.Select(death => lost[death].Select(at => (death.At - at).TotalSeconds).DefaultIfEmpty().Max()).Order()];
    }

    public KillCount Count { get; }

    /// <summary>Acknowledged before a death, and lost by it.</summary>
    public int LostBefore { get; }

    /// <summary>For each death, how long before it the earliest of those was acknowledged; 0 where none was. Sorted upwards.</summary>
    public double[] WindowsSeconds { get; }

    /// <summary>Acknowledged by the broker that came back, before ingest was heard of again.</summary>
    public int LostAfterReturn { get; }

    /// <summary>How long after a death the last of those was acknowledged.</summary>
    public double LongestDeafSeconds { get; }

    /// <summary>Missing though no death explains it: there must be none.</summary>
    public int Unexplained { get; }
}
