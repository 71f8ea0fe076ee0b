using Gis.Server.Patches.Review;
using Xunit;

namespace Gis.Server.Tests.Patches.Review;

/// <summary>Who is given what.</summary>
public sealed class SpreadRules_Tests
{
    private const string County = "130102";
    private static readonly HashSet<(long, long)> NoConflicts = [];

    private static SpreadPatch Patch(long id, string village = "", int harm = 2, string county = County) => new(id, $"{id}", county, village, harm);

    private static SpreadTaker Taker(long account, int open = 0, int distance = 0, string county = County) => new(account, $"p{account}", county, distance, open);

    private static Dictionary<long, int> Counts(IEnumerable<(SpreadPatch Patch, long Account)> given) => given.CountBy(one => one.Account).ToDictionary();

    [Fact]
    public void All_end_with_as_many_open_patches_as_can_be()
    {
        var (given, left) = SpreadRules.Spread([.. Enumerable.Range(1, 10).Select(id => Patch(id))], [Taker(1, open: 6), Taker(2), Taker(3, open: 1)], NoConflicts);

        Assert.Empty(left);
        Assert.Equal(10, given.Count);
        var counts = Counts(given);
        Assert.DoesNotContain(1L, counts.Keys);
        Assert.All(new[] { counts[2], 1 + counts[3] }, open => Assert.InRange(open, 5, 6));
    }

    [Fact]
    public void Nobody_is_given_what_he_has_an_interest_in()
    {
        HashSet<(long, long)> conflicts = [.. Enumerable.Range(1, 6).Select(id => ((long)id, 1L))];

        var (given, left) = SpreadRules.Spread([.. Enumerable.Range(1, 8).Select(id => Patch(id))], [Taker(1), Taker(2, open: 50)], conflicts);

        Assert.Empty(left);
        Assert.Equal([7L, 8L], given.Where(one => one.Account == 1).Select(one => one.Patch.Id));
        Assert.Equal(6, Counts(given)[2]);
    }

    [Fact]
    public void What_nobody_may_take_is_left_with_its_reason()
    {
        var (given, left) = SpreadRules.Spread([Patch(1), Patch(2, county: "130104")], [Taker(1), Taker(2)], new HashSet<(long, long)> { (1, 1), (1, 2) });

        Assert.Empty(given);
        Assert.Equal([(1L, "interest"), (2L, "nobody")], left.Select(one => (one.Patch, one.Why)).Order());
    }

    [Fact]
    public void The_county_comes_before_the_city_which_takes_what_the_county_may_not()
    {
        var (given, _) = SpreadRules.Spread([Patch(1), Patch(2), Patch(3)], [Taker(1, open: 99), Taker(2, distance: 1)], new HashSet<(long, long)> { (2, 1) });

        Assert.Equal([(1L, 1L), (2L, 2L), (3L, 1L)], given.Select(one => (one.Patch.Id, one.Account)).Order());
    }

    [Fact]
    public void A_village_goes_to_one_person_where_that_costs_no_balance()
    {
        // Interleaved as they come; two villages of four, two people.
        var patches = Enumerable.Range(1, 8).Select(id => Patch(id, id % 2 == 0 ? "A" : "B")).ToList();

        var (given, _) = SpreadRules.Spread(patches, [Taker(1), Taker(2)], NoConflicts);

        Assert.Equal([4, 4], Counts(given).Values);
        Assert.All(given.GroupBy(one => one.Account), person => Assert.Single(person.Select(one => one.Patch.Village).Distinct()));
    }

    [Fact]
    public void What_harms_most_is_shared_evenly_by_itself()
    {
        var patches = Enumerable.Range(1, 12).Select(id => Patch(id, harm: id <= 4 ? 0 : 2)).ToList();

        var (given, _) = SpreadRules.Spread(patches, [Taker(1), Taker(2)], NoConflicts);

        Assert.Equal([2, 2], Counts(given.Where(one => one.Patch.Harm == 0)).Values);
        Assert.Equal([6, 6], Counts(given).Values);
    }

    /// <summary>Whatever comes: each patch once, nobody against an interest, and those who can take all of a county differ by one at most.</summary>
    [Fact]
    public void Any_spread_is_whole_fair_and_the_same_again()
    {
        var random = new Random(5413);
        for (var round = 0; round < 500; round++)
        {
            var counties = Enumerable.Range(0, random.Next(1, 4)).Select(n => $"13010{n}").ToArray();
            var patches = Enumerable.Range(1, random.Next(0, 60)).Select(id => Patch(id, $"v{random.Next(5)}", random.Next(3), counties[random.Next(counties.Length)])).ToList();
            var takers = counties.SelectMany((county, n) => Enumerable.Range(0, random.Next(0, 4)).Select(k => Taker((n * 10) + k + 1, county: county))).ToList();
            HashSet<(long, long)> conflicts = [.. patches.Where(_ => random.Next(4) == 0).SelectMany(patch => takers.Where(_ => random.Next(2) == 0).Select(taker => (patch.Id, taker.Account)))];

            var (given, left) = SpreadRules.Spread(patches, takers, conflicts);
            var (again, _) = SpreadRules.Spread(patches, takers, conflicts);

            Assert.Equal(patches.Select(patch => patch.Id), given.Select(one => one.Patch.Id).Concat(left.Select(one => one.Patch)).Order());
            Assert.All(given, one => Assert.DoesNotContain((one.Patch.Id, one.Account), conflicts));
            Assert.All(given, one => Assert.Contains(takers, taker => taker.Account == one.Account && taker.AreaCode == one.Patch.AreaCode));
            Assert.Equal(given, again);
            if (conflicts.Count == 0)
            {
                Assert.All(
                    takers.GroupBy(taker => taker.AreaCode),
                    county => Assert.InRange(county.Max(taker => given.Count(one => one.Account == taker.Account)) - county.Min(taker => given.Count(one => one.Account == taker.Account)), 0, 1));
            }
        }
    }
}
