using System.Globalization;
using System.Net;
using Gis.Tiles.Tests.Features;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>Features of a collection, and single ones.</summary>
public sealed partial class Part1_Tests
{
    [Fact]
    public async Task Req_core_fc_op() => Assert.Equal(HttpStatusCode.OK, await StatusAsync(Items));

    [Fact]
    public async Task Req_core_fc_limit_definition()
    {
        var schema = (await ParameterAsync("limit")).GetProperty("schema");

        Assert.Equal(("integer", 1, 10_000, 100), (schema.GetProperty("type").GetString(), schema.GetProperty("minimum").GetInt32(), schema.GetProperty("maximum").GetInt32(), schema.GetProperty("default").GetInt32()));
    }

    [Fact]
    public async Task Req_core_fc_bbox_definition()
    {
        var schema = (await ParameterAsync("bbox")).GetProperty("schema");

        Assert.Equal(("array", "number"), (schema.GetProperty("type").GetString(), schema.GetProperty("items").GetProperty("type").GetString()));
        Assert.Equal([4, 6], schema.GetProperty("oneOf").EnumerateArray().Select(way => way.GetProperty("minItems").GetInt32()));
    }

    [Fact]
    public async Task Req_core_fc_time_definition() => Assert.Equal("string", (await ParameterAsync("datetime")).GetProperty("schema").GetProperty("type").GetString());

    [Theory]
    [InlineData("1", 1)]
    [InlineData("2", 2)]
    [InlineData("9000", 2)]
    public async Task Req_core_fc_limit_response_1(string limit, int expected) => Assert.Equal(expected, (await JsonAsync($"{Items}?limit={limit}")).Ids().Count);

    [Theory]
    [InlineData("113,37,114.5,38.5", "1")]
    [InlineData("115,39,116,40", "1")]
    [InlineData("115.1,39.1,116,40", "")]
    [InlineData("118.4,39,-179,40", "2")]
    public async Task Req_core_fc_bbox_response(string box, string expected) => Assert.Equal(expected, string.Join(',', (await JsonAsync($"{Items}?bbox={box}")).Ids()));

    [Theory]
    [InlineData("2026-11-22T05:00:00Z", "1")]
    [InlineData("2026-11-21T06:00:00Z/..", "1")]
    [InlineData("../2026-11-21T06:00:00Z", "2")]
    [InlineData("2026-11-21T05:00:00Z/2026-11-22T05:00:00Z", "1,2")]
    public async Task Req_core_fc_time_response(string datetime, string expected)
    {
        var inspector = await system.WithAsync("inspector|130000|");

        Assert.Equal(expected, string.Join(',', (await inspector.GetItemsAsync("incidents", $"?datetime={datetime}")).Ids()));
        Assert.Equal([1, 2], (await JsonAsync($"{Items}?datetime={datetime}")).Ids());
        Assert.Contains(2, (await inspector.GetItemsAsync("units", $"?datetime={datetime}")).Ids());
    }

    [Theory]
    [InlineData($"{Items}?limit=1")]
    [InlineData($"{Items}/1")]
    [InlineData("/ogc/collections")]
    public async Task Req_core_fc_rel_type(string path)
    {
        Assert.All(LinksOf(await JsonAsync(path), "self", "alternate", "next", "prev", "collection"), link => Assert.NotEmpty(link.GetProperty("type").GetString()!));
    }

    [Fact]
    public async Task Req_core_fc_response()
    {
        Assert.Equal([1], (await JsonAsync($"{Items}?bbox=114,38,115,39&households=12&filter=TRUE&datetime=2026-11-22")).Ids());
    }

    [Fact]
    public async Task Req_core_fc_links()
    {
        var page = await JsonAsync($"{Items}?limit=1");

        Assert.Equal("application/geo+json", Assert.Single(LinksOf(page, "self")).GetProperty("type").GetString());
        Assert.Equal("application/flatgeobuf,application/geopackage+sqlite3,text/csv,text/html", string.Join(',', LinksOf(page, "alternate").Select(link => link.GetProperty("type").GetString()).Order()));
        Assert.Equal([2], (await JsonAsync(page.Link("next")!)).Ids());
    }

    [Fact]
    public async Task Req_core_fc_timeStamp()
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        var stamp = DateTimeOffset.Parse((await JsonAsync(Items)).GetProperty("timeStamp").GetString()!, CultureInfo.InvariantCulture);

        Assert.InRange(stamp, before, DateTimeOffset.UtcNow);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("?limit=1", 2)]
    [InlineData("?limit=1&filter=households%3E1", 1)]
    [InlineData("?bbox=0,0,1,1", 0)]
    public async Task Req_core_fc_numberMatched(string query, long expected) => Assert.Equal(expected, (await JsonAsync(Items + query)).GetProperty("numberMatched").GetInt64());

    [Theory]
    [InlineData("")]
    [InlineData("?limit=1")]
    [InlineData("?bbox=0,0,1,1")]
    public async Task Req_core_fc_numberReturned(string query)
    {
        var page = await JsonAsync(Items + query);

        Assert.Equal(page.Ids().Count, page.GetProperty("numberReturned").GetInt32());
    }

    [Fact]
    public async Task Req_core_f_op() => Assert.Equal(HttpStatusCode.OK, await StatusAsync($"{Items}/1"));

    [Fact]
    public async Task Req_core_f_success()
    {
        var listed = (await JsonAsync(Items)).GetProperty("features")[1];
        var own = await JsonAsync($"{Items}/2");

        Assert.All(Words("id geometry properties"), name => Assert.Equal(listed.GetProperty(name).ToString(), own.GetProperty(name).ToString()));
    }

    [Fact]
    public async Task Req_core_f_links()
    {
        var feature = await JsonAsync($"{Items}/1");

        Assert.All(Words("self alternate collection"), rel => Assert.Single(LinksOf(feature, rel)));
    }
}
