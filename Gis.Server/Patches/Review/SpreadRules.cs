namespace Gis.Server.Patches.Review;

/// <summary>
/// Spreads patches over those who may judge them. Within a county and a degree of harm everybody's number of open patches ends as even as it can, the worst
/// first; within that, villages are handed out one after the other, so that a person mostly has whole ones. The same input gives the same plan.
/// </summary>
internal static class SpreadRules
{
    /// <param name="patches">Those that are to be given.</param>
    /// <param name="takers">Who may judge in which county, each once for a county.</param>
    /// <param name="conflicts">Patch and account that has an interest in it.</param>
    public static (IReadOnlyList<(SpreadPatch Patch, long Account)> Given, IReadOnlyList<SpreadLeft> Left) Spread(
        IReadOnlyList<SpreadPatch> patches, IReadOnlyList<SpreadTaker> takers, IReadOnlySet<(long Patch, long Account)> conflicts)
    {
        var load = takers.DistinctBy(taker => taker.Account).ToDictionary(taker => taker.Account, taker => taker.Open);
        var byCounty = takers.ToLookup(taker => taker.AreaCode);
        var (given, left) = (new List<(SpreadPatch, long)>(patches.Count), new List<SpreadLeft>());
        foreach (var group in patches.GroupBy(patch => (patch.Harm, patch.AreaCode)).OrderBy(group => group.Key.Harm).ThenBy(group => group.Key.AreaCode, StringComparer.Ordinal))
        {
            var levels = byCounty[group.Key.AreaCode].GroupBy(taker => taker.Distance).OrderBy(level => level.Key).Select(level => level.Select(taker => taker.Account).Order().ToArray()).ToArray();
            IReadOnlyList<SpreadPatch> rest = [.. group.GroupBy(patch => patch.Village).OrderByDescending(village => village.Count()).ThenBy(village => village.Key, StringComparer.Ordinal)
                .SelectMany(village => village.OrderBy(patch => patch.Id))];
            foreach (var level in levels)
            {
                rest = HandOut(rest, level, load, conflicts, given);
            }

            left.AddRange(rest.Select(patch => new SpreadLeft(patch.Id, patch.Number, patch.AreaCode, levels.Length == 0 ? "nobody" : "interest")));
        }

        return (given, left);
    }

    /// <summary>Out: those that nobody of this level may take.</summary>
    private static List<SpreadPatch> HandOut(
        IReadOnlyList<SpreadPatch> patches, long[] people, Dictionary<long, int> load, IReadOnlySet<(long Patch, long Account)> conflicts, List<(SpreadPatch, long)> given)
    {
        var possible = patches.Where(patch => people.Any(person => !conflicts.Contains((patch.Id, person)))).ToList();
        var room = Quotas(possible.Count, people, load);
        var order = people.Where(person => room[person] > 0).OrderBy(person => load[person]).ThenBy(person => person).ToList();
        foreach (var patch in possible)
        {
            var free = people.Where(person => !conflicts.Contains((patch.Id, person))).ToArray();
            var withRoom = order.Where(person => room[person] > 0 && free.Contains(person)).ToArray();
            // Whoever is at it goes on until his part is full; where only such are free as have theirs, the one with the least.
            var person = withRoom.Length > 0 ? withRoom[0] : free.MinBy(one => (load[one], one));
            room[person]--;
            load[person]++;
            given.Add((patch, person));
        }

        return [.. patches.Except(possible)];
    }

    /// <summary>How many each gets so that all end with as equal a number as can be: one by one to whoever has the least.</summary>
    private static Dictionary<long, int> Quotas(int count, long[] people, Dictionary<long, int> load)
    {
        var quotas = people.ToDictionary(person => person, _ => 0);
        var queue = new PriorityQueue<long, (int, long)>(people.Select(person => (person, (load[person], person))));
        for (var n = 0; n < count; n++)
        {
            var person = queue.Dequeue();
            quotas[person]++;
            queue.Enqueue(person, (load[person] + quotas[person], person));
        }

        return quotas;
    }
}
