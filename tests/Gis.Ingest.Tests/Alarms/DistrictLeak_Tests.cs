using System.Globalization;
using Gis.Ingest.Tests.Rollups;
using Xunit;

namespace Gis.Ingest.Tests.Alarms;

/// <summary>Leaks of a district, from the interval volumes of its meter to the alarm. Flows in L/h.</summary>
public sealed class DistrictLeak_Tests(RollupIngest ingest) : IClassFixture<RollupIngest>
{
    private const int PiecesADay = 48;
    private const double DayMean = 4_000;

    /// <summary>04:00 Beijing time of the day that it is.</summary>
    private DateTimeOffset LastNight
    {
        get
        {
            var local = ingest.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
            return new DateTimeOffset(local.Date, local.Offset).AddHours(4).ToUniversalTime();
        }
    }

    [Fact]
    public async Task Second_night_above_the_nights_before_raises_and_a_good_one_clears()
    {
        var meter = await AddMeterAsync("rise", "district", nights: 28);

        await SendNightAsync("rise", LastNight.AddDays(-1), 1_200);
        await RollUpAsync();
        var afterOne = await EventsAsync(meter);
        await SendNightAsync("rise", LastNight, 1_200);
        await RollUpAsync();
        await RollUpAsync();
        var afterTwo = await EventsAsync(meter);
        ingest.Clock.Advance(TimeSpan.FromDays(1));
        await SendNightAsync("rise", LastNight, 1_000);
        await RollUpAsync();

        Assert.Empty(afterOne);
        Assert.Equal(["raised yellow 1200 of 1150"], afterTwo);
        Assert.Equal(["raised yellow 1200 of 1150", "cleared yellow 1000 of 1150"], await EventsAsync(meter));
        Assert.Equal(["leak_district L/h 1000 50 27 1200 4000"], await ingest.ListAsync<string>(
            $"""
            SELECT concat_ws(' ', details ->> 'rule', details ->> 'unit', details ->> 'baseline', details ->> 'mad', details ->> 'baseline_nights',
                             round((details ->> 'minimum')::numeric), round((details ->> 'daily_mean')::numeric))
            FROM alarm_event WHERE thing_id = {meter} AND change = 'raised'
            """));
        Assert.Equal(2, await ingest.CountAsync(
            "live_event", $"{meter} = ANY (ids) AND payload -> 'alarms' @> (SELECT to_jsonb(min(alarm_id)) FROM alarm_event WHERE thing_id = {meter})"));
    }

    [Theory]
    [InlineData("one-night", 28, 1_149, 1_200)]
    [InlineData("other-night", 28, 1_200, 1_149)]
    [InlineData("just-below", 28, 1_149, 1_149)]
    [InlineData("too-few-nights", 6, 1_500, 1_500)]
    public async Task Each_condition_just_not_met_raises_nothing(string name, int nights, double before, double last)
    {
        var meter = await AddMeterAsync(name, "district", nights);

        await SendNightAsync(name, LastNight.AddDays(-1), before);
        await SendNightAsync(name, LastNight, last);
        await RollUpAsync();

        Assert.Equal(2, await ingest.CountAsync("meter_night", $"thing_id = {meter} AND judged"));
        Assert.Empty(await EventsAsync(meter));
    }

    [Fact]
    public async Task Share_of_the_day_decides_while_few_nights_are_known()
    {
        var meter = await AddMeterAsync("share", "district", nights: 3);

        await SendNightAsync("share", LastNight.AddDays(-1), 1_700);
        await SendNightAsync("share", LastNight, 1_700);
        await RollUpAsync();

        Assert.Equal(["raised yellow 1700 of 1600"], await EventsAsync(meter));
    }

    [Fact]
    public async Task Inflow_that_is_told_as_flow_alone_is_judged_too()
    {
        var meter = await AddMeterAsync("flow-alone", "district", nights: 28);
        await ingest.Store.ExecuteAsync("UPDATE datastream SET retired_at = now() WHERE thing_id = $1", meter);
        await ingest.Store.ExecuteAsync("INSERT INTO thing_alias (scheme, code, thing_id) VALUES ('thing', 'flow-alone', $1)", meter);
        await ingest.Store.ExecuteAsync(
            "INSERT INTO datastream (thing_id, property, statistic, period_s, unit, interval_s) VALUES ($1, 'flow', 'instant', 0, 'm3/h', 1800)", meter);

        await SendFlowsAsync("flow-alone", LastNight.AddDays(-1), 1_200);
        await SendFlowsAsync("flow-alone", LastNight, 1_200);
        await RollUpAsync();
        await RollUpAsync();

        Assert.Equal(["raised yellow 1200 of 1150"], await EventsAsync(meter));
        Assert.Equal(["estimated"], await ingest.ListAsync<string>($"SELECT DISTINCT state FROM meter_use WHERE thing_id = {meter} AND period_s = 3600"));
    }

    [Fact]
    public async Task Night_that_comes_late_raises_with_the_one_after_it()
    {
        var meter = await AddMeterAsync("late", "district", nights: 28);

        await SendNightAsync("late", LastNight, 1_200);
        await RollUpAsync();
        await SendNightAsync("late", LastNight.AddDays(-1), 1_200, 0, 40);
        await RollUpAsync();
        var halfway = await EventsAsync(meter);
        await SendNightAsync("late", LastNight.AddDays(-1), 1_200, 40, 8);
        await RollUpAsync();

        Assert.Empty(halfway);
        Assert.Equal(["raised yellow 1200 of 1150"], await EventsAsync(meter));
    }

    [Fact]
    public async Task Corrected_night_takes_the_alarm_back()
    {
        var meter = await AddMeterAsync("corrected", "district", nights: 28);
        await SendNightAsync("corrected", LastNight.AddDays(-1), 1_200);
        await SendNightAsync("corrected", LastNight, 1_200);
        await RollUpAsync();

        await SendNightAsync("corrected", LastNight, 1_010);
        await RollUpAsync();

        Assert.Equal(["raised yellow 1200 of 1150", "cleared yellow 1010 of 1150"], await EventsAsync(meter));
    }

    [Fact]
    public async Task Backfilled_nights_are_recorded_once_and_never_live()
    {
        var meter = await AddMeterAsync("backfill", "district", nights: 3);
        var night = LastNight.AddDays(-10);

        await SendNightAsync("backfill", night.AddDays(-1), 1_700);
        await SendNightAsync("backfill", night, 1_700);
        await RollUpAsync();
        await SendNightAsync("backfill", night, 1_702);
        await RollUpAsync();

        Assert.Equal(["raised yellow 1700 of 1600", "cleared yellow 1700 of 1600"], await EventsAsync(meter));
        Assert.Equal(2, await ingest.CountAsync("alarm_event", $"thing_id = {meter} AND history"));
        Assert.Equal(0, await ingest.CountAsync("live_event", $"{meter} = ANY (ids) AND payload -> 'alarms' <> '[]'"));
    }

    [Theory]
    [InlineData("house", "household", "leak 10")]
    [InlineData("unsaid", null, "leak 10")]
    [InlineData("well", "intake", "")]
    [InlineData("block", "district", "")]
    public async Task Each_meter_is_judged_by_the_rule_of_its_role(string name, string? role, string alarms)
    {
        var meter = await AddMeterAsync(name, role, nights: 28);

        await SendNightAsync(name, LastNight.AddDays(-1), 1_000);
        await SendNightAsync(name, LastNight, 1_000);
        await RollUpAsync();

        var raised = await ingest.ListAsync<string>($"SELECT DISTINCT kind || ' ' || limit_value FROM alarm_event WHERE thing_id = {meter} AND change = 'raised'");
        Assert.Equal(alarms, string.Join(',', raised));
        Assert.Equal(role == "district" ? 2 : 0, await ingest.CountAsync("meter_night", $"thing_id = {meter}"));
    }

    /// <summary>A meter whose nights before were about 1000 L/h, with a median absolute deviation of 50.</summary>
    private async Task<long> AddMeterAsync(string name, string? role, int nights)
    {
        var meter = await ingest.AddThingAsync("water_meter", "meter", name);
        await ingest.AddStreamAsync(meter, "interval_volume", 1_800);
        await ingest.Store.ExecuteAsync(
            "UPDATE thing SET properties = CASE WHEN $2 = '' THEN '{}' ELSE jsonb_build_object('meter_role', $2) END WHERE id = $1", meter, role ?? "");

        // The day before the first night that is sent is found from what is sent.
        await ingest.Store.ExecuteAsync(
            """
            INSERT INTO meter_use (thing_id, period_s, start, forward_m3, state, night_l_h)
            SELECT $1, 86400, $2 - (n + 2) * interval '24 hours', 96, 'measured', 950 + 50 * (n % 3) FROM generate_series(1, $3) AS n
            """,
            meter,
            LastNight.AddHours(-4).UtcDateTime,
            nights);
        return meter;
    }

    /// <summary>Half hours of the day that ends with a night: 02:00 to 04:00 at its flow, the rest so that the day has its mean.</summary>
    private Task SendNightAsync(string meter, DateTimeOffset end, double night, int from = 0, int count = PiecesADay)
    {
        var rest = ((DayMean * PiecesADay) - (night * 4)) / (PiecesADay - 4);
        var litres = Enumerable.Range(from, count).Select(i => ((i < PiecesADay - 4 ? rest : night) / 2).ToString("R", CultureInfo.InvariantCulture));
        var start = end.AddDays(-1).AddMinutes(30 * from);
        return ingest.SendAsync($"meters/{meter}/up", string.Create(CultureInfo.InvariantCulture,
            $$"""
            {"meterId":"{{meter}}","readAt":{{start.AddMinutes(30 * count).ToUnixTimeMilliseconds()}},"intervalMinutes":30,
             "intervalStart":{{start.ToUnixTimeMilliseconds()}},"intervalLitres":[{{string.Join(',', litres)}}]}
            """));
    }

    /// <summary>Readings of the flow at each half hour of the day that ends with a night.</summary>
    private Task SendFlowsAsync(string thing, DateTimeOffset end, double night)
    {
        var readings = Enumerable.Range(0, PiecesADay + 1).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"time": {{end.AddMinutes(30 * (i - PiecesADay)).ToUnixTimeMilliseconds()}}, "values": {"flow": {{(i < PiecesADay - 4 ? DayMean : night) / 1_000}} } }"""));
        return ingest.SendAsync($"things/{thing}/observations", $"[{string.Join(',', readings)}]");
    }

    private async Task RollUpAsync()
    {
        await ingest.SettleAsync();
        await ingest.RollUpAsync();
    }

    private Task<List<string>> EventsAsync(long meter) => ingest.ListAsync<string>(
        $"SELECT change || ' ' || severity || ' ' || round(value::numeric) || ' of ' || round(limit_value::numeric) FROM alarm_event WHERE thing_id = {meter} AND kind = 'leak' ORDER BY id");
}
