using Gis.Demo.Physics;
using Gis.Demo.Simulation;
using Xunit;

namespace Gis.Server.Tests.Demo;

public sealed class River_Tests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private static readonly Discharge Spill = new("outfall", Start, TimeSpan.FromHours(2), "w01018", 3);

    [Fact]
    public void A_discharge_arrives_later_and_weaker_the_further_one_goes()
    {
        var near = Peak(5_000);
        var far = Peak(40_000);

        Assert.True(near.At < far.At);
        Assert.InRange((far.At - near.At).TotalSeconds, 0.8 * 35_000 / River.SpeedMps, 1.2 * 35_000 / River.SpeedMps);
        Assert.InRange(far.Excess, 0.001, near.Excess);
        Assert.True(near.Excess < 100, "the river thins what the outfall lets out");
    }

    [Fact]
    public void Nothing_arrives_before_the_water_does() => Assert.True(Excess(40_000, Start.AddHours(3)) < 0.001);

    [Fact]
    public void What_is_let_out_shows_at_the_outfall_and_hours_later_at_the_station_below()
    {
        var episodes = new EpisodeBook([]);
        var signals = new SignalMaker(DemoField.World, episodes);
        var outfall = DemoField.World.Outfalls.First(one => one.Kind == "outfall_water" && one.Reach == 1 && one.ChainageM < 30_000 && signals.IsFollowed(one));
        var station = DemoField.World.Things.Where(one => one.Kind == "water_station" && one.Reach == 1 && one.ChainageM > outfall.ChainageM + 4_000)
            .MinBy(one => one.ChainageM)!;
        var before = Means(signals, station, "w21003");

        episodes.Add(new Discharge(outfall.Code, Start, TimeSpan.FromHours(3), "w21003", 6));

        Assert.True(signals.For(outfall).At("w21003", Start.AddHours(1)).Value > outfall.UpperLimit("w21003"));
        var rise = Means(signals, station, "w21003").Zip(before, (after, quiet) => after - quiet).ToList();
        var arrival = rise.FindIndex(one => one > 0.5 * rise.Max());
        Assert.True(rise.Max() > 0.01, "the station sees it");
        Assert.True(rise[0] < 0.001 && arrival > 0, "but not before the water has come");
    }

    [Fact]
    public void The_dice_of_a_day_fall_alike_in_every_run()
    {
        var once = new EpisodeBook(DemoField.World.Outfalls).Recent(Start).ToList();

        Assert.Equal(once, new EpisodeBook(DemoField.World.Outfalls).Recent(Start));
        Assert.NotEmpty(once);
    }

    private static List<double> Means(SignalMaker signals, FieldThing station, string property) =>
        [.. Enumerable.Range(0, 72).Select(half => PeriodFigures.Of(signals.For(station), property, Start.AddMinutes(30 * half), TimeSpan.FromMinutes(30), 6).Avg)];

    private static (DateTimeOffset At, double Excess) Peak(double wayM) =>
        Enumerable.Range(0, 2_000).Select(minute => (At: Start.AddMinutes(minute), Excess: Excess(wayM, Start.AddMinutes(minute)))).MaxBy(one => one.Excess);

    private static double Excess(double wayM, DateTimeOffset at) => River.Excess(Spill, 100, 200, 4, wayM, at);
}
