using Gis.Ingest.Alarms;
using Gis.Ingest.Rollups;
using Xunit;

namespace Gis.Ingest.Tests.Rollups;

/// <summary>What a meter let through, from what its register and its intervals tell.</summary>
public sealed class MeterUse_Tests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 2, 0, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Readings_every_quarter_hour_measure_an_hour() =>
        Assert.Equal(
            new UseAmount(5, UseState.Measured), Rounded(Of(Register((-10, 99), (5, 100), (20, 101), (35, 103), (50, 104), (65, 105)), 0, 60)));

    [Fact]
    public void Gap_over_the_border_is_divided_by_time_and_marked() =>
        Assert.Equal(new UseAmount(1, UseState.Estimated), Rounded(Of(Register((-120, 10), (180, 15)), 0, 60)));

    [Fact]
    public void Gap_beyond_six_hours_tells_nothing_of_an_hour_and_is_an_estimate_of_a_day()
    {
        var segments = Register((-600, 10), (1_800, 14));

        Assert.Null(Of(segments, 0, 60));
        Assert.Equal(new UseAmount(2.4, UseState.Estimated), Rounded(Of(segments, 0, 1_440)));
    }

    [Fact]
    public void Gap_inside_the_day_takes_nothing_from_its_total() =>
        Assert.Equal(new UseAmount(9, UseState.Measured), Rounded(Of(Register((0, 1), (30, 2), (1_400, 9), (1_440, 10)), 0, 1_440)));

    [Fact]
    public void Register_that_ran_over_goes_on_counting() =>
        Assert.Equal(
            new UseAmount(3, UseState.Measured),
            Rounded(MeterUse.Within(MeterUse.OfRegister([(At(0), 99_998), (At(30), 99_999.5), (At(60), 1)], 100_000, 4), At(0), At(60))));

    [Fact]
    public void Meter_that_was_replaced_loses_the_stretch_of_its_replacement_alone() =>
        Assert.Equal(
            new UseAmount(3, UseState.Partial), Rounded(Of(Register((0, 870), (15, 871), (30, 872), (45, 0.1), (60, 1.1)), 0, 60)));

    [Fact]
    public void Jump_beyond_what_the_meter_can_pass_is_not_use() =>
        Assert.Null(MeterUse.Within(MeterUse.OfRegister([(At(0), 5), (At(60), 5_000)], null, 4), At(0), At(60)));

    [Theory]
    [InlineData(5, 4.995, -0.005)]
    [InlineData(5, 4.9, null)]
    [InlineData(5, 1e300, null)]
    public void Swing_of_the_water_is_use_backwards_and_a_fall_or_nonsense_is_not(double before, double now, double? used)
    {
        var found = MeterRegister.Used(before, now, null, null, TimeSpan.FromMinutes(5));

        Assert.Equal(used, found is { } m3 ? Math.Round(m3, 6) : null);
    }

    [Fact]
    public void Border_without_a_reading_beyond_it_is_unknown() => Assert.Null(Of(Register((0, 1), (20, 2)), 0, 60));

    [Fact]
    public void Intervals_that_overlap_are_not_counted_twice() =>
        Assert.Equal(
            new UseAmount(0.09, UseState.Measured),
            Rounded(MeterUse.Within(MeterUse.OfIntervals([(At(0), 0.03), (At(15), 0.06), (At(30), 0.06)], TimeSpan.FromMinutes(30)), At(0), At(60))));

    [Fact]
    public void Intervals_are_taken_where_the_register_was_read_too_seldom() =>
        Assert.Equal(
            UseState.Measured,
            UseAmount.Better(new UseAmount(1, UseState.Estimated), new UseAmount(2, UseState.Measured))!.Value.State);

    [Fact]
    public void Night_flow_is_the_least_interval_that_begins_between_two_and_four()
    {
        var litres = Enumerable.Range(0, 48).Select(i => (At(30 * i), i switch { 3 => 0.001, 5 => 0.004, 8 => 0.002, _ => 0.02 }));
        var whole = MeterUse.OfIntervals(litres, TimeSpan.FromMinutes(30));
        var holed = MeterUse.OfIntervals(litres.Where((_, i) => i != 6), TimeSpan.FromMinutes(30));

        Assert.Equal(8, MeterUse.NightLitresPerHour([], whole, Day)!.Value, 6);
        Assert.Null(MeterUse.NightLitresPerHour([], holed, Day));
    }

    [Fact]
    public void Night_flow_of_a_register_needs_readings_in_each_half_hour()
    {
        var often = MeterUse.OfRegister([.. Enumerable.Range(0, 60).Select(i => (At(90 + (5 * i)), 100 + (0.001 * i)))], null, null);
        var seldom = MeterUse.OfRegister([.. Enumerable.Range(0, 6).Select(i => (At(60 * i), 100.0 + i))], null, null);

        Assert.Equal(12, MeterUse.NightLitresPerHour(often, [], Day)!.Value, 6);
        Assert.Null(MeterUse.NightLitresPerHour(seldom, [], Day));
    }

    private static DateTimeOffset At(int minute) => Day.AddMinutes(minute);

    private static List<UseSegment> Register(params (int Minute, double M3)[] readings) =>
        MeterUse.OfRegister([.. readings.Select(r => (At(r.Minute), r.M3))], null, null);

    private static UseAmount? Of(List<UseSegment> segments, int from, int to) => MeterUse.Within(segments, At(from), At(to));

    private static UseAmount? Rounded(UseAmount? amount) => amount is { } known ? known with { M3 = Math.Round(known.M3, 6) } : null;
}
