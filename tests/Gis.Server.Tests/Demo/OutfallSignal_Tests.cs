using Gis.Demo.Physics;
using Gis.Demo.Simulation;
using Xunit;

namespace Gis.Server.Tests.Demo;

public sealed class OutfallSignal_Tests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_a_discharge_no_hour_mean_is_over_its_limit()
    {
        var quiet = new SignalMaker(DemoField.World, new EpisodeBook([]));

        Assert.All(DemoField.World.Outfalls.Take(300), outfall =>
            Assert.All(outfall.Limits.Where(limit => limit.Value.Upper is not null), limit =>
            {
                var mean = PeriodFigures.Of(quiet.For(outfall), limit.Key, Start, TimeSpan.FromHours(1), 12);
                Assert.True((mean.ConvertedAvg ?? mean.Avg) < limit.Value.Upper, $"{outfall.Code} {limit.Key}");
            }));
    }

    [Fact]
    public void A_discharge_lifts_the_hour_mean_over_the_limit_and_then_it_falls_back()
    {
        var episodes = new EpisodeBook([]);
        var outfall = DemoField.First("outfall_gas");
        var signal = new SignalMaker(DemoField.World, episodes).For(outfall);
        episodes.Add(new Discharge(outfall.Code, Start, TimeSpan.FromHours(2), "a21026", 1.6));

        var during = PeriodFigures.Of(signal, "a21026", Start.AddMinutes(30), TimeSpan.FromHours(1), 12);
        var after = PeriodFigures.Of(signal, "a21026", Start.AddHours(4), TimeSpan.FromHours(1), 12);

        Assert.InRange(during.ConvertedAvg!.Value / outfall.UpperLimit("a21026")!.Value, 1.4, 1.8);
        Assert.True(after.ConvertedAvg < outfall.UpperLimit("a21026"));
    }

    [Fact]
    public void The_same_moment_has_the_same_value_whenever_it_is_asked_for()
    {
        var outfall = DemoField.First("outfall_water");
        var one = new SignalMaker(DemoField.World, new EpisodeBook(DemoField.World.Outfalls)).For(outfall);
        var other = new SignalMaker(DemoField.World, new EpisodeBook(DemoField.World.Outfalls)).For(outfall);

        Assert.All(outfall.Properties, property => Assert.Equal(one.At(property, Start), other.At(property, Start)));
        Assert.NotEqual(one.At("w01018", Start), one.At("w01018", Start.AddMinutes(5)));
    }

    [Fact]
    public void Instruments_fail_now_and_then_and_most_do_not()
    {
        var flags = DemoField.World.Outfalls.Select(outfall => Faults.FlagAt(Gis.Demo.Terrain.Dice.Hash(outfall.Code), "w01018", Start)).ToList();

        Assert.InRange(flags.Count(flag => flag != Faults.Normal), 1, flags.Count / 20);
    }
}
