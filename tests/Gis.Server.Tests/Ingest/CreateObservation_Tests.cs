using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Ingest;

/// <summary>Creating observations by HTTP: the same way in as the field's, with the rights of a person.</summary>
public sealed class CreateObservation_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    private static readonly DateTimeOffset At = new(DateTimeOffset.UtcNow.AddMinutes(-5).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);

    [Theory]
    [InlineData("inspector")]
    [InlineData("administrator")]
    public async Task Observation_is_stored_before_the_answer_and_named_by_it(string role)
    {
        var stream = await StreamAsync(StoreSeed.ChangAn);
        var person = await system.PersonAsync(role, StoreSeed.Shijiazhuang);

        using var answer = await person.Program.SendAsync("POST", $"sta/v1.1/Datastreams({stream})/Observations", new { result = 38.4, phenomenonTime = At });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(38.4, await system.Store.ScalarAsync<double>("SELECT value FROM observation WHERE datastream_id = $1 AND phenomenon_time = $2", stream, At));
        await Eventually.TrueAsync(
            async () => await system.Store.ScalarAsync<long>("SELECT count(*) FROM latest_observation WHERE datastream_id = $1 AND value = 38.4", stream) == 1,
            "it is the newest value");
        Assert.Equal($"{system.Address}sta/v1.1/Observations('{stream}-{At.ToUnixTimeMilliseconds()}000')", answer.Headers.Location!.ToString());
        Assert.Equal(1L, await system.Store.ScalarAsync<long>(
            "SELECT count(*) FROM live_event e JOIN datastream d ON d.thing_id = ANY (e.ids) WHERE d.id = $1 AND e.kind = 'ingest'", stream));
    }

    [Fact]
    public async Task Body_may_name_the_datastream()
    {
        var stream = await StreamAsync(StoreSeed.ChangAn);
        var person = await system.PersonAsync("inspector", StoreSeed.Shijiazhuang);

        var body = new Dictionary<string, object> { ["result"] = 7, ["Datastream"] = new Dictionary<string, long> { ["@iot.id"] = stream } };
        var made = await person.Program.JsonAsync("POST", "sta/v1.1/Observations", body);

        Assert.StartsWith($"{stream}-", made.GetProperty("@iot.id").GetString(), StringComparison.Ordinal);
        Assert.Equal(7, await system.Store.ScalarAsync<double>("SELECT value FROM observation WHERE datastream_id = $1", stream));
    }

    [Fact]
    public async Task Over_the_limit_raises_an_alarm_as_the_fields_values_do()
    {
        var thing = await system.Store.AddThingAsync($"t-{Guid.NewGuid():N}", StoreSeed.ChangAn);
        var stream = await system.Store.AddDatastreamAsync(thing, periodS: 3_600);
        await system.Store.ExecuteAsync(
            "INSERT INTO permit_limit (thing_id, property, period_s, upper_limit, unit, source, valid_from) VALUES ($1, 'w01018', 3600, 50, 'mg/L', 'by test', '2020-01-01')", thing);
        var person = await system.PersonAsync("inspector", StoreSeed.Shijiazhuang);

        await person.Program.JsonAsync("POST", $"sta/v1.1/Datastreams({stream})/Observations", new { result = 60, phenomenonTime = $"{At.AddHours(-1):O}/{At:O}" });

        Assert.Equal("over_limit blue", await system.Store.ScalarAsync<string>("SELECT kind || ' ' || severity FROM alarm WHERE thing_id = $1", thing));
    }

    [Theory]
    [InlineData("""{"phenomenonTime":"2026-11-03T00:00:00Z"}""", "bad-number")]
    [InlineData("""{"result":1,"phenomenonTime":"1970-01-01T00:00:00Z"}""", "time-out-of-window")]
    [InlineData("""{"result":1,"resultQuality":"excellent"}""", "bad-quality")]
    [InlineData("{", "bad-json")]
    public async Task Refusal_is_a_problem_and_is_kept(string body, string code)
    {
        var stream = await StreamAsync(StoreSeed.ChangAn);
        var person = await system.PersonAsync("inspector", StoreSeed.Shijiazhuang);

        using var answer = await person.Program.PostAsync(
            new Uri($"sta/v1.1/Datastreams({stream})/Observations", UriKind.Relative), new StringContent(body, mediaType: new("application/json")));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal($"urn:gis:{code}", problem.GetProperty("type").GetString());
        Assert.Equal($"http {code}", await system.Store.ScalarAsync<string>(
            "SELECT source || ' ' || code FROM rejected_message WHERE topic = $1", $"v1.1/Datastreams({stream})/Observations"));
    }

    [Fact]
    public async Task Observation_that_names_no_datastream_is_refused()
    {
        var person = await system.PersonAsync("inspector", StoreSeed.Shijiazhuang);

        Assert.Equal((HttpStatusCode.BadRequest, "no-datastream"), await person.Program.ProblemAsync("POST", "sta/v1.1/Observations", new { result = 1 }));
    }

    [Fact]
    public async Task Datastream_outside_the_area_does_not_exist_and_takes_nothing()
    {
        var stream = await StreamAsync(StoreSeed.Tangshan);
        var person = await system.PersonAsync(("inspector", StoreSeed.Shijiazhuang, null), ("officer", StoreSeed.Tangshan, null));

        Assert.Equal(HttpStatusCode.NotFound, await person.Program.StatusAsync("POST", $"sta/v1.1/Datastreams({stream})/Observations", new { result = 1 }));
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM observation WHERE datastream_id = $1", stream));
    }

    [Fact]
    public async Task Data_array_answers_each_row_with_its_link_or_with_error()
    {
        var stream = await StreamAsync(StoreSeed.ChangAn);
        var foreign = await StreamAsync(StoreSeed.Tangshan);
        var person = await system.PersonAsync("inspector", StoreSeed.Shijiazhuang);
        object Group(long id, params object[][] rows) => new Dictionary<string, object>
        {
            ["Datastream"] = new Dictionary<string, long> { ["@iot.id"] = id },
            ["components"] = new[] { "phenomenonTime", "result", "FeatureOfInterest/id" },
            ["dataArray@iot.count"] = rows.Length,
            ["dataArray"] = rows,
        };

        var answer = await person.Program.JsonAsync(
            "POST", "sta/v1.1/CreateObservations", new[] { Group(stream, [At, 1, 1], [At.AddSeconds(1), "much", 1], [At.AddSeconds(2), 3, 1]), Group(foreign, [At, 1, 1]) });

        Assert.Equal(["link", "error", "link", "error"], answer.EnumerateArray().Select(a => a.GetString() == "error" ? "error" : "link"));
        Assert.Equal("1,3", await system.Store.ScalarAsync<string>("SELECT string_agg(value::text, ',' ORDER BY phenomenon_time) FROM observation WHERE datastream_id = $1", stream));
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM observation WHERE datastream_id = $1", foreign));
    }

    [Fact]
    public async Task Ten_thousand_values_of_one_request_are_stored_and_one_more_is_refused()
    {
        var stream = await StreamAsync(StoreSeed.ChangAn);
        var person = await system.PersonAsync("inspector", StoreSeed.Shijiazhuang);
        object Body(int rows) => new[]
        {
            new Dictionary<string, object>
            {
                ["Datastream"] = new Dictionary<string, long> { ["@iot.id"] = stream },
                ["components"] = new[] { "phenomenonTime", "result" },
                ["dataArray"] = Enumerable.Range(0, rows).Select(i => new object[] { At.AddSeconds(-i), i }),
            },
        };

        Assert.Equal((HttpStatusCode.BadRequest, "too-many-items"), await person.Program.ProblemAsync("POST", "sta/v1.1/CreateObservations", Body(10_001)));
        var links = await person.Program.JsonAsync("POST", "sta/v1.1/CreateObservations", Body(10_000));

        Assert.Equal(10_000, links.GetArrayLength());
        Assert.Equal(10_000L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM observation WHERE datastream_id = $1", stream));
    }

    [Theory]
    [InlineData("{}", "bad-data-array")]
    [InlineData("""[{"components":["result"],"dataArray":[[1]]}]""", "no-datastream")]
    [InlineData("""[{"Datastream":{"@iot.id":1},"components":["phenomenonTime"],"dataArray":[["2026-11-03T00:00:00Z"]]}]""", "bad-data-array")]
    [InlineData("""[{"Datastream":{"@iot.id":1},"components":["result"],"dataArray":[[1,2]]}]""", "bad-data-array")]
    public async Task Data_array_that_can_not_be_read_stores_nothing(string body, string code)
    {
        var person = await system.PersonAsync("inspector", StoreSeed.Shijiazhuang);

        using var answer = await person.Program.PostAsync(
            new Uri("sta/v1.1/CreateObservations", UriKind.Relative), new StringContent(body, mediaType: new("application/json")));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal($"urn:gis:{code}", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
    }

    private async Task<long> StreamAsync(string area) =>
        await system.Store.AddDatastreamAsync(await system.Store.AddThingAsync(string.Create(CultureInfo.InvariantCulture, $"t-{Guid.NewGuid():N}"), area));
}
