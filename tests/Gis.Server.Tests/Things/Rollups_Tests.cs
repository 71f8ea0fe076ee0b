using System.Net;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Things;

/// <summary>Series by steps of the roll-up, and the consumption of meters, as people ask for them.</summary>
public sealed class Rollups_Tests(CommandSystem system) : IClassFixture<CommandSystem>
{
    private static readonly DateTimeOffset Closed = new(2026, 11, 20, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Closed_hours_come_from_the_roll_up_and_the_open_rest_from_the_values()
    {
        var (thing, stream) = await AddStreamAsync("steps-hours");
        await RollUpAsync(stream, 3_600, Closed.AddHours(-2), 12, 10, 1, 50, 3, 9);
        await RollUpAsync(stream, 3_600, Closed.AddHours(-1), 12, 0, 0, 0, null, null);
        await HearAsync(stream, Closed.AddHours(-1).AddMinutes(5), 1_000, 0);   // closed: what stands is the roll-up
        await HearAsync(stream, Closed.AddMinutes(1), 4, 0);
        await HearAsync(stream, Closed.AddMinutes(2), 8, 0);
        await HearAsync(stream, Closed.AddMinutes(3), 900, 1);

        var series = await SeriesAsync(thing, "hour", Closed.AddHours(-5), Closed.AddHours(1));

        Assert.Equal((3_600, "mean"), (series.GetProperty("stepS").GetInt32(), series.GetProperty("basis").GetString()));
        Assert.Equal(
            [
                $"[{Ms(Closed.AddHours(-2))},5,null,5,3,9,10,12]",
                $"[{Ms(Closed.AddHours(-1))},null,null,1,null,null,0,12]",
                $"[{Ms(Closed)},6,null,0,4,8,2,3]",
            ],
            series.GetProperty("points").EnumerateArray().Select(point => point.GetRawText()));
    }

    [Fact]
    public async Task Days_are_Beijing_days_and_the_present_one_is_as_far_as_it_has_come()
    {
        var (thing, stream) = await AddStreamAsync("steps-days");
        var today = new DateTimeOffset(2026, 11, 19, 16, 0, 0, TimeSpan.Zero);
        await RollUpAsync(stream, 86_400, today.AddDays(-1), 288, 288, 0, 576, 1, 3);
        await HearAsync(stream, today.AddMinutes(1), 6, 0);
        await HearAsync(stream, Closed.AddMinutes(1), 8, 0);

        var points = (await SeriesAsync(thing, "day", today.AddDays(-3), Closed.AddHours(1))).GetProperty("points");

        Assert.Equal([$"[{Ms(today.AddDays(-1))},2,null,0,1,3,288,288]", $"[{Ms(today)},7,null,0,6,8,2,2]"], points.EnumerateArray().Select(p => p.GetRawText()));
    }

    [Theory]
    [InlineData(300, 6, 0)]
    [InlineData(300, 7, 3_600)]
    [InlineData(300, 83, 3_600)]
    [InlineData(300, 84, 86_400)]
    [InlineData(10, 1, 60)]
    [InlineData(10, 2, 3_600)]
    [InlineData(86_400, 400, 0)]
    public async Task Step_is_chosen_so_that_a_chart_can_draw_it(int intervalS, int days, int stepS)
    {
        var (thing, stream) = await AddStreamAsync($"auto-{intervalS}-{days}");
        await system.Store.ExecuteAsync("UPDATE datastream SET interval_s = $2 WHERE id = $1", stream, intervalS);

        var series = await SeriesAsync(thing, "auto", Closed.AddDays(-days), Closed);

        Assert.Equal(stepS, series.GetProperty("stepS").GetInt32());
    }

    [Fact]
    public async Task File_of_a_roll_up_tells_its_spread_and_counts()
    {
        var (thing, stream) = await AddStreamAsync("steps-file");
        await RollUpAsync(stream, 3_600, Closed.AddHours(-2), 12, 10, 0, 50, 3, 9);
        var reader = (await system.PersonAsync("officer", "130000")).Program;

        var csv = await reader.GetStringAsync(new Uri(
            $"api/things/{thing}/series.csv?property=w01018&step=hour&from={Closed.AddHours(-3):O}&to={Closed:O}".Replace("+", "%2B", StringComparison.Ordinal), UriKind.Relative));

        Assert.Equal(
            ["time_utc,property,basis,period_s,value,unit,flag,quality,min,max,valid,count", "2026-11-20T04:00:00Z,w01018,mean,3600,5,mg/L,,0,3,9,10,12"],
            csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("series?property=w01018&step=week", "step")]
    [InlineData("series?property=w01018&periodS=3600&step=day", "step")]
    [InlineData("consumption?step=week", "step")]
    [InlineData("consumption?step=hour&from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    [InlineData("consumption?to=0001-01-02T00:00:00Z", "to")]
    public async Task Question_that_cannot_be_answered_is_told_what_is_accepted(string question, string parameter)
    {
        using var answer = await (await system.PersonAsync("officer", "130000")).Program.SendAsync("GET", $"api/things/1/{question}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(parameter, problem.GetProperty("parameter").GetString());
        Assert.NotEmpty(problem.GetProperty("accepted").GetString()!);
    }

    [Fact]
    public async Task Consumption_is_told_by_hour_and_day_to_whom_the_meter_belongs()
    {
        await CloseAsync();
        var meter = await system.Store.AddThingAsync("meter-use", StoreSeed.ChangAn, "water_meter");
        await system.Store.ExecuteAsync(
            """
            INSERT INTO meter_use VALUES
                ($1, 3600, '2026-11-20T01:00:00Z', 0.5, 0, 'estimated', NULL), ($1, 86400, '2026-11-18T16:00:00Z', 9.25, NULL, 'measured', 12.5),
                ($1, 3600, '2026-11-25T01:00:00Z', 0.5, 0, 'measured', NULL)
            """,
            meter);
        var inside = (await system.PersonAsync("inspector", StoreSeed.Shijiazhuang)).Program;
        var outside = (await system.PersonAsync("inspector", StoreSeed.Tangshan)).Program;

        var hours = await inside.JsonAsync("GET", $"api/things/{meter}/consumption?step=hour&from=2026-11-19T00:00:00Z&to=2026-11-21T00:00:00Z");
        var days = await inside.JsonAsync("GET", $"api/things/{meter}/consumption?from=2026-11-01T00:00:00Z&to=2026-11-21T00:00:00Z");

        Assert.Equal("""{"start":"2026-11-20T01:00:00Z","forwardM3":0.5,"reverseM3":0,"state":"estimated","nightLitresPerHour":null}""", Assert.Single(Items(hours)));
        Assert.Equal("""{"start":"2026-11-18T16:00:00Z","forwardM3":9.25,"reverseM3":null,"state":"measured","nightLitresPerHour":12.5}""", Assert.Single(Items(days)));
        Assert.Equal(Closed, days.GetProperty("closedTo").GetDateTimeOffset());
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), await outside.ProblemAsync("GET", $"api/things/{meter}/consumption"));

        static IEnumerable<string> Items(JsonElement answer) => answer.GetProperty("items").EnumerateArray().Select(item => item.GetRawText());
    }

    [Fact]
    public async Task Volumes_of_intervals_are_totals()
    {
        var meter = await system.Store.AddThingAsync("meter-intervals", StoreSeed.ChangAn, "water_meter");
        var stream = await system.Store.AddDatastreamAsync(meter, "interval_volume", 1_800);
        await system.Store.ExecuteAsync(
            "INSERT INTO period_value (datastream_id, phenomenon_time, cou, quality, received_at) VALUES ($1, $2, 12.5, 0, now())", stream, Closed.UtcDateTime);

        var series = await (await system.PersonAsync("officer", "130000")).Program.JsonAsync(
            "GET", $"api/things/{meter}/series?property=interval_volume&periodS=1800&step=auto&from={Closed.AddHours(-1).UtcDateTime:O}&to={Closed.AddHours(1).UtcDateTime:O}");

        Assert.Equal("cou", series.GetProperty("basis").GetString());
        Assert.Equal($"[[{Ms(Closed)},12.5,null,0]]", series.GetProperty("points").GetRawText());
    }

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    private async Task CloseAsync() => await system.Store.ExecuteAsync("UPDATE rollup_state SET closed_to = $1", Closed.UtcDateTime);

    private async Task<(long Thing, long Stream)> AddStreamAsync(string name)
    {
        await CloseAsync();
        var thing = await system.Store.AddThingAsync(name, StoreSeed.ChangAn);
        return (thing, await system.Store.AddDatastreamAsync(thing));
    }

    private async Task<JsonElement> SeriesAsync(long thing, string step, DateTimeOffset from, DateTimeOffset to) =>
        await (await system.PersonAsync("officer", "130000")).Program.JsonAsync(
            "GET", $"api/things/{thing}/series?property=w01018&step={step}&from={from.UtcDateTime:O}&to={to.UtcDateTime:O}");

    private async Task RollUpAsync(long stream, int periodS, DateTimeOffset start, int count, int valid, int above, double sum, double? min, double? max) =>
        await system.Store.ExecuteAsync(
            "INSERT INTO rollup (datastream_id, period_s, start, count, valid, above, sum, sum_y, min, max) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9)",
            stream, periodS, start.UtcDateTime, count, valid, above, sum, min is { } least ? least : DBNull.Value, max is { } most ? most : DBNull.Value);

    private async Task HearAsync(long stream, DateTimeOffset at, double value, short quality) => await system.Store.ExecuteAsync(
        "INSERT INTO observation (datastream_id, phenomenon_time, value, quality, received_at) VALUES ($1, $2, $3, $4, $2)",
        stream, at.UtcDateTime, value, quality);
}
