using Gis.Server.Deliveries;
using Xunit;

namespace Gis.Server.Tests.Deliveries;

public sealed class GapRules_Tests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 3, 12, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData(60, "2051")]
    [InlineData(600, "2051")]
    [InlineData(3_600, "2061")]
    [InlineData(86_400, "2031")]
    [InlineData(0, null)]
    [InlineData(7_200, null)]
    public void Each_period_has_its_command_and_moments_have_none(int periodS, string? cn) => Assert.Equal(cn, GapRules.CommandFor(periodS));

    [Fact]
    public void Gaps_near_each_other_are_asked_in_one_and_far_ones_apart()
    {
        var asks = GapRules.Plan([Hours(0, 2), Hours(4, 1), Hours(20, 1)], []);

        Assert.Equal(
            [("2061", Noon.AddHours(20), Noon.AddHours(21), 1L), ("2061", Noon, Noon.AddHours(5), 3L)],
            asks.Select(a => (a.Cn, a.From, a.To, a.Missing)));
    }

    [Fact]
    public void Several_properties_that_miss_the_same_hours_are_one_request()
    {
        var ask = Assert.Single(GapRules.Plan([Hours(0, 2) with { Properties = ["w01018", "w21003"] }], []));

        Assert.Equal(4, ask.Missing);
    }

    [Fact]
    public void Long_gaps_are_cut_and_the_newest_asked_first()
    {
        var asks = GapRules.Plan([new Gap(["w01018"], 600, 600, Noon, Noon.AddDays(30), 4_320)], []);

        Assert.Equal(GapRules.MostAsks, asks.Count);
        Assert.All(asks, ask => Assert.True(ask.To - ask.From <= TimeSpan.FromDays(1)));
        Assert.Equal(Noon.AddDays(30), asks[0].To);
    }

    [Theory]
    [InlineData("queued", 0)]
    [InlineData("sent", 0)]
    [InlineData("answered", 0)]
    [InlineData("done", 1)]
    [InlineData("failed", 1)]
    [InlineData("expired", 1)]
    public void What_is_waited_for_is_not_asked_again(string state, int asked)
    {
        var made = new GapRequested(7, "2061", Noon, Noon.AddHours(2).AddSeconds(-1), state, Noon);

        Assert.Equal(asked, GapRules.Plan([Hours(0, 2)], [made]).Count);
    }

    [Fact]
    public void A_request_for_other_hours_or_another_kind_does_not_stand_in_the_way()
    {
        GapRequested[] made =
        [
            new(7, "2061", Noon, Noon.AddHours(1).AddSeconds(-1), "sent", Noon),
            new(8, "2051", Noon, Noon.AddHours(2), "sent", Noon),
        ];

        Assert.Single(GapRules.Plan([Hours(0, 2)], made));
    }

    [Theory]
    [InlineData("done", 0)]
    [InlineData("expired", 1)]
    public void The_round_gives_up_what_was_asked_often_enough_unless_the_device_never_heard_it(string state, int asked)
    {
        var made = Enumerable.Range(0, 3).Select(i => new GapRequested(i, "2061", Noon, Noon.AddHours(2), state, Noon)).ToList();

        Assert.Equal(asked, GapRules.Plan([Hours(0, 2)], made, attempts: 3).Count);
    }

    private static Gap Hours(int from, int count) => new(["w01018"], 3_600, 3_600, Noon.AddHours(from), Noon.AddHours(from + count), count);
}
