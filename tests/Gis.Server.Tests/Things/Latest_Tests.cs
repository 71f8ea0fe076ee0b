using System.Net;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Things;

/// <summary>The newest value of every stream in one call: all that the caller may see, and nothing else.</summary>
public sealed class Latest_Tests(CommandSystem system) : IClassFixture<CommandSystem>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Each_gets_the_streams_of_his_own_areas()
    {
        var here = await AddAsync("latest-here", StoreSeed.ChangAn, 42.5);
        var there = await AddAsync("latest-there", StoreSeed.Tangshan, 7);
        var inside = (await system.PersonAsync("inspector", StoreSeed.Shijiazhuang)).Program;
        var both = (await system.PersonAsync("inspector", "130000")).Program;

        var mine = await RowsAsync(inside, "api/latest");
        var all = await RowsAsync(both, "api/latest");

        Assert.Equal($"[{here.Stream},{here.Thing},{Noon.ToUnixTimeMilliseconds()},42.5,null,\"N\",0]", mine.Single(row => Id(row) == here.Stream).GetRawText());
        Assert.DoesNotContain(mine, row => Id(row) == there.Stream);
        Assert.Contains(all, row => Id(row) == there.Stream);
        Assert.DoesNotContain(await RowsAsync(both, "api/latest?area=130100"), row => Id(row) == there.Stream);
        Assert.DoesNotContain(await RowsAsync(both, "api/latest?property=w21003"), row => Id(row) == here.Stream);
        Assert.DoesNotContain(await RowsAsync(both, "api/latest?kind=camera"), row => Id(row) == here.Stream);
    }

    [Fact]
    public async Task Known_answer_is_not_sent_again_until_a_value_changes()
    {
        var (_, stream) = await AddAsync("latest-tag", "130302", 1);
        var reader = (await system.PersonAsync("officer", "130302")).Program;
        using var first = await reader.GetAsync(new Uri("api/latest", UriKind.Relative));
        var tag = first.Headers.ETag!;

        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync());
        await system.Store.LogAsync("alarm", [], []);
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync());
        await system.Store.HearAsync(stream, Noon.AddMinutes(5), 2);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync());

        async Task<HttpStatusCode> StatusAsync()
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, "api/latest") { Headers = { IfNoneMatch = { tag } } };
            using var answer = await reader.SendAsync(ask);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Strangers_guests_and_odd_questions_are_refused()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await system.Anonymous().StatusAsync("GET", "api/latest"));
        Assert.Equal(HttpStatusCode.Forbidden, await (await system.PersonAsync("guest", "130000")).Program.StatusAsync("GET", "api/latest"));
        Assert.Equal(
            (HttpStatusCode.BadRequest, "bad-parameter"),
            await (await system.PersonAsync("officer", "130000")).Program.ProblemAsync("GET", "api/latest?kind=submarine"));
    }

    private static long Id(JsonElement row) => row[0].GetInt64();

    private static async Task<List<JsonElement>> RowsAsync(HttpClient client, string path) =>
        [.. (await client.JsonAsync("GET", path)).GetProperty("values").EnumerateArray()];

    private async Task<(long Thing, long Stream)> AddAsync(string name, string area, double value)
    {
        var thing = await system.Store.AddThingAsync(name, area);
        var stream = await system.Store.AddDatastreamAsync(thing);
        await system.Store.HearAsync(stream, Noon, value);
        return (thing, stream);
    }
}
