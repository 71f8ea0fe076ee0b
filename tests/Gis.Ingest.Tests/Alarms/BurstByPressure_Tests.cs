using System.Globalization;
using Xunit;

namespace Gis.Ingest.Tests.Alarms;

/// <summary>
/// Bursts by a step of the flow and a fall of the pressure, against days in the store that flowed 9 and 11 m³/h in that hour: a mean of 10 and, of ten such
/// days, a limit of 14.1 m³/h.
/// </summary>
public sealed class BurstByPressure_Tests(RunningIngest rig) : IClassFixture<RunningIngest>
{
    private static readonly DateTimeOffset Hour = new(2026, 11, 3, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Step_with_a_fall_raises_at_once_stays_while_it_flows_and_clears()
    {
        var meter = await AddMeterAsync("burst", days: 10);

        await ReportAsync("burst", Hour.AddMinutes(5), 15, 0.24);
        await ReportAsync("burst", Hour.AddMinutes(57), 15, 0.24);
        await ReportAsync("burst", Hour.AddMinutes(58), 14.2, 0.24);
        await rig.SettleAsync();
        var raised = await EventsAsync(meter);
        await ReportAsync("burst", Hour.AddMinutes(58.5), 10, 0.3);
        await ReportAsync("burst", Hour.AddMinutes(59), 10, 0.3);
        await rig.SettleAsync();

        Assert.Equal(["raised red 15 of 14.1"], raised);
        Assert.Equal(["raised red 15 of 14.1", "cleared red 10 of 14.1"], await EventsAsync(meter));
        Assert.Equal(["burst_step m3/h 10 1.03 0.24 0.35 true"], await rig.ListAsync<string>(
            $"""
            SELECT concat_ws(' ', details ->> 'rule', details ->> 'unit', details ->> 'usual', round((details ->> 'sigma')::numeric, 2), details ->> 'pressure',
                             details ->> 'pressure_before', details ->> 'pressure_fell')
            FROM alarm_event WHERE thing_id = {meter} AND change = 'raised'
            """));
    }

    [Theory]
    [InlineData("no-step", 10, 14, 0.24)]
    [InlineData("no-fall", 10, 15, 0.26)]
    [InlineData("no-history", 6, 15, 0.24)]
    [InlineData("no-pressure", 10, 15, null)]
    public async Task Each_condition_just_not_met_raises_nothing(string name, int days, double flow, double? pressure)
    {
        var meter = await AddMeterAsync(name, days);

        await ReportAsync(name, Hour.AddMinutes(5), flow, pressure);
        await rig.SettleAsync();

        Assert.Empty(await EventsAsync(meter));
    }

    [Fact]
    public async Task Pressure_outside_the_gate_is_no_fall()
    {
        var meter = await AddMeterAsync("gate", days: 10);
        await rig.Store.ExecuteAsync("UPDATE datastream SET gate_min = 0.05 WHERE thing_id = $1 AND property = 'pressure'", meter);

        await ReportAsync("gate", Hour.AddMinutes(5), 15, 0);
        await rig.SettleAsync();

        Assert.Empty(await EventsAsync(meter));
    }

    [Fact]
    public async Task Meter_that_speaks_seldom_is_held_against_its_last_pressure()
    {
        var meter = await AddMeterAsync("seldom", days: 10, pressureAgo: TimeSpan.FromHours(4));
        await rig.Store.ExecuteAsync("UPDATE datastream SET interval_s = 14400 WHERE thing_id = $1", meter);

        await ReportAsync("seldom", Hour.AddMinutes(5), 15, 0.24);
        await rig.SettleAsync();

        Assert.Equal(["raised red 15 of 14.1"], await EventsAsync(meter));
    }

    [Fact]
    public async Task Late_report_is_held_against_its_own_hour()
    {
        var meter = await AddMeterAsync("late", days: 10);
        await ReportAsync("late", Hour.AddMinutes(50), 10, 0.35);
        await rig.SettleAsync();

        // Of this time yesterday the days before are one fewer; two hours earlier nothing is known at all.
        await ReportAsync("late", Hour.AddHours(-2), 40, 0.1);
        await SeeAsync(meter, "pressure", Hour.AddDays(-1).AddMinutes(-10), 0.35);
        await ReportAsync("late", Hour.AddDays(-1).AddMinutes(5), 15, 0.24);
        await rig.SettleAsync();

        Assert.Equal(["raised red 15 of 14.1", "cleared red 15 of 14.1"], await EventsAsync(meter));
        Assert.Equal(2, await rig.CountAsync("alarm_event", $"thing_id = {meter} AND history"));
    }

    [Fact]
    public async Task Usual_flow_is_asked_once_an_hour()
    {
        var meter = await AddMeterAsync("once", days: 10);
        await ReportAsync("once", Hour.AddMinutes(3), 10, 0.35);
        await rig.SettleAsync();
        for (var day = 1; day <= 10; day++)
        {
            await SeeAsync(meter, "flow", Hour.AddDays(-day).AddMinutes(50), 500);
        }

        await ReportAsync("once", Hour.AddMinutes(5), 15, 0.24);
        await rig.SettleAsync();

        Assert.Equal(["raised red 15 of 14.1"], await EventsAsync(meter));
    }

    [Fact]
    public async Task Station_of_SL_651_is_judged_too()
    {
        var meter = await AddMeterAsync("0013020188", days: 10);

        await rig.SendAsync(
            "meters/0013020188/up",
            """
            {"station": "0013020188", "function": "32H", "observedAt": "2026-11-03T11:05:00+08:00",
             "elements": [{"code": "28H", "value": 0.005}, {"code": "58H", "value": 240}]}
            """);
        await rig.SettleAsync();

        Assert.Equal(["raised red 18 of 14.1"], await EventsAsync(meter));
    }

    private async Task<long> AddMeterAsync(string name, int days, TimeSpan? pressureAgo = null)
    {
        var meter = await rig.AddThingAsync("water_meter", "meter", name);
        await rig.AddStreamAsync(meter, "flow", 0);
        await rig.AddStreamAsync(meter, "pressure", 0);
        for (var day = 1; day <= days; day++)
        {
            await SeeAsync(meter, "flow", Hour.AddDays(-day).AddMinutes(10), 9);
            await SeeAsync(meter, "flow", Hour.AddDays(-day).AddMinutes(40), 11);
            await SeeAsync(meter, "flow", Hour.AddDays(-day).AddMinutes(-1), 100);
            await SeeAsync(meter, "flow", Hour.AddDays(-day).AddMinutes(60), 100);
        }

        await SeeAsync(meter, "pressure", Hour - (pressureAgo ?? TimeSpan.FromMinutes(5)), 0.35);
        return meter;
    }

    private Task<int> SeeAsync(long meter, string property, DateTimeOffset at, double value) => rig.Store.ExecuteAsync(
        """
        INSERT INTO observation (datastream_id, phenomenon_time, value, quality, received_at)
        SELECT id, $3, $4, 0, $3 FROM datastream WHERE thing_id = $1 AND property = $2
        """,
        meter,
        property,
        at.UtcDateTime,
        value);

    private Task ReportAsync(string meter, DateTimeOffset at, double flow, double? pressure) => rig.SendAsync(
        $"meters/{meter}/up",
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"meterId":"{{meter}}","readAt":{{at.ToUnixTimeMilliseconds()}},"flowM3h":{{flow}}{{(pressure is { } mpa ? $",\"pressureMPa\":{mpa.ToString(CultureInfo.InvariantCulture)}" : "")}}}"""));

    private Task<List<string>> EventsAsync(long meter) => rig.ListAsync<string>(
        $"SELECT change || ' ' || severity || ' ' || value || ' of ' || round(limit_value::numeric, 1) FROM alarm_event WHERE thing_id = {meter} AND kind = 'burst' ORDER BY id");
}
