using Gis.Server.Patches;
using Gis.Server.Patches.Statistics;
using Xunit;

namespace Gis.Server.Tests.Patches.Statistics;

/// <summary>The share by which an area is held to account, and what the open patches can still make of it.</summary>
public sealed class Accountability_Tests
{
    private const decimal Threshold = 0.15m;

    private static Accountability Of(decimal unlawful, decimal lawful, decimal open = 0, decimal preliminaryUnlawful = 0, decimal preliminaryLawful = 0) =>
        Accountability.Of(new CultivatedLand(unlawful, lawful, preliminaryUnlawful, preliminaryLawful, open, 0), Threshold);

    [Theory]
    [InlineData(10, 90, 0, "below")]
    [InlineData(15, 85, 0, "reached")]
    [InlineData(10, 90, 5, "below")]
    [InlineData(10, 90, 6, "open")]
    [InlineData(20, 80, 33, "reached")]
    [InlineData(20, 80, 34, "open")]
    [InlineData(0, 0, 1, "open")]
    [InlineData(0, 0, 0, "none")]
    public void Standing_says_whether_the_open_ones_can_change_it(int unlawful, int lawful, int open, string standing) =>
        Assert.Equal(standing, Of(unlawful, lawful, open).Standing);

    [Fact]
    public void Share_lies_between_its_bounds_whatever_the_open_ones_turn_out_to_be()
    {
        var dice = new Random(15);
        for (var i = 0; i < 1_000; i++)
        {
            var (unlawful, lawful, open) = (dice.Next(100), dice.Next(1, 100), dice.Next(100));
            var becomesUnlawful = dice.Next(open + 1);
            var becomesLawful = dice.Next(open - becomesUnlawful + 1);

            var before = Of(unlawful, lawful, open);
            var after = Of(unlawful + becomesUnlawful, lawful + becomesLawful);

            Assert.InRange(after.Share!.Value, before.ShareLow!.Value - 1e-12, before.ShareHigh!.Value + 1e-12);
            Assert.True(before.Standing is "open" || before.Standing == after.Standing);
        }
    }

    [Fact]
    public void Preliminary_verdicts_stand_apart()
    {
        var figures = Of(10, 30, open: 60, preliminaryUnlawful: 40, preliminaryLawful: 20);

        Assert.Equal((0.25, 0.5), (figures.Share, figures.ShareSoFar));
        Assert.Equal((0.1, 0.7), (figures.ShareLow, figures.ShareHigh));
    }

    [Fact]
    public void Without_cultivated_land_there_is_no_share()
    {
        var figures = Of(0, 0);

        Assert.Null(figures.Share);
        Assert.Null(figures.ShareHigh);
    }

    [Fact]
    public void Every_verdict_counts_on_one_side_and_every_state_is_known()
    {
        var rule = AccountabilityRule.Standard;

        Assert.Equal(
            PatchCodes.Standard.Verdicts.Where(verdict => verdict.Lawful is not null).Select(verdict => verdict.Code).Order(),
            rule.Unlawful.Concat(rule.LawfulConstruction).Concat(rule.NoConstruction).Order());
        Assert.Equal(PatchCodes.Standard.Verdicts.Where(verdict => verdict.Lawful == false).Select(verdict => verdict.Code).Order(), rule.Unlawful.Order());
        Assert.Empty(rule.FinalStates.Concat(rule.PreliminaryStates).Concat(rule.PutRightStates).Except(PatchCodes.Standard.States.Select(state => state.Code)));
        Assert.False(rule.Verified);
    }

    [Fact]
    public void Mu_of_counties_add_up_to_their_cities_and_these_to_the_whole()
    {
        var dice = new Random(42);
        PatchFigures Row(string key, string? parent, decimal m2) =>
            new(key, parent, key, key, 1, StatedArea.Of(m2), StatedArea.Of(m2 / 2), StatedArea.Of(0), 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, Of(0, 0, m2 / 2));
        var rows = Enumerable.Range(0, 120).Select(i => Row($"{i}", $"city {i % 11}", dice.Next(1, 10_000_000) / 100m * 2)).ToList();
        var whole = Row("", null, rows.Sum(row => row.Area.M2));

        var shared = PatchStatistics.Shared(whole, rows);

        Assert.Equal(whole.Area.Mu, shared.Sum(row => row.Area.Mu));
        Assert.Equal(whole.Cultivated.Mu, shared.Sum(row => row.Cultivated.Mu));
        Assert.Equal(whole.Accountability.Open.Mu, shared.Sum(row => row.Accountability.Open.Mu));
        Assert.Equal(rows.Select(row => row.Area.M2), shared.Select(row => row.Area.M2));
        Assert.All(shared, row => Assert.InRange(row.Area.Mu - StatedArea.Of(row.Area.M2).Mu, -0.02m, 0.02m));
    }
}
