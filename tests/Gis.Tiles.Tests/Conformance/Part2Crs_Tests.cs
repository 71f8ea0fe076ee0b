using System.Globalization;
using System.Net;
using System.Text.Json;
using Gis.Tiles.Tests.Crs;
using Gis.Tiles.Tests.Features;
using Xunit;
using static Gis.Tiles.Tests.Conformance.OgcClient;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>OGC API Features Part 2 (18-058r1), class <c>crs</c>: a test a requirement, named by its id.</summary>
[Collection(TilesSystemGroup.Name)]
public sealed class Part2Crs_Tests(TilesSystem system)
{
    private async Task<string[]> CrsListAsync() =>
        [.. (await system.Anyone.GetJsonAsync("/ogc/collections/outfalls")).GetProperty("crs").EnumerateArray().Select(uri => uri.GetString()!)];

    [Fact]
    public async Task Req_crs_crs_uri()
    {
        Assert.All(await CrsListAsync(), uri => Assert.True(Uri.IsWellFormedUriString(uri, UriKind.Absolute)));
    }

    [Fact]
    public async Task Req_crs_fc_md_crs_list()
    {
        string[] expected =
            [Crs84Uri, .. Enumerable.Range(4513, 42).Append(4490).Append(4326).Append(3857).Select(code => string.Create(CultureInfo.InvariantCulture, $"{EpsgUri}{code}"))];

        Assert.Equal(expected.Order(), (await CrsListAsync()).Order());
    }

    /// <summary>Every collection of features in the list names its systems itself, none points to a list elsewhere.</summary>
    [Fact]
    public async Task Req_crs_fc_md_crs_list_global()
    {
        var own = await CrsListAsync();
        var collections = await system.Anyone.GetJsonAsync("/ogc/collections");

        Assert.All(
            collections.GetProperty("collections").EnumerateArray().Where(collection => collection.GetProperty("itemType").GetString() == "feature"),
            collection => Assert.Equal(own, collection.GetProperty("crs").EnumerateArray().Select(uri => uri.GetString())));
    }

    [Fact]
    public async Task Req_crs_fc_md_storageCrs()
    {
        var collection = await system.Anyone.GetJsonAsync("/ogc/collections/outfalls");

        Assert.Equal($"{EpsgUri}4490", collection.GetProperty("storageCrs").GetString());
    }

    [Fact]
    public async Task Req_crs_fc_md_storageCrs_valid_value()
    {
        var collection = await system.Anyone.GetJsonAsync("/ogc/collections/outfalls");

        Assert.Contains(collection.GetProperty("storageCrs").GetString(), await CrsListAsync());
    }

    [Fact]
    public Task Req_crs_fc_crs_definition() => AssertDefinitionAsync("crs");

    [Fact]
    public Task Req_crs_fc_bbox_crs_definition() => AssertDefinitionAsync("bbox-crs");

    private async Task AssertDefinitionAsync(string name)
    {
        var api = await system.Anyone.GetJsonAsync("/ogc/api");
        var parameter = api.GetProperty("components").GetProperty("parameters").GetProperty(name);
        var items = api.GetProperty("paths").GetProperty("/collections/{collectionId}/items").GetProperty("get").GetProperty("parameters");

        Assert.Equal(("query", "form", false), (parameter.GetProperty("in").GetString(), parameter.GetProperty("style").GetString(), parameter.GetProperty("explode").GetBoolean()));
        Assert.Equal(("string", "uri"), (parameter.GetProperty("schema").GetProperty("type").GetString(), parameter.GetProperty("schema").GetProperty("format").GetString()));
        Assert.Contains(items.EnumerateArray(), given => given.GetProperty("$ref").GetString() == $"#/components/parameters/{name}");
    }

    [Fact]
    public async Task Req_crs_fc_bbox_crs_valid_default_value()
    {
        Assert.Equal(3, (await system.Anyone.GetItemsAsync("outfalls", "?bbox=114,38,115,39")).Ids().Count);
        Assert.Equal(3, (await system.Anyone.GetItemsAsync("outfalls", $"?bbox=114,38,115,39&bbox-crs={Crs84Uri}")).Ids().Count);
    }

    [Theory]
    [InlineData("EPSG:4490")]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/4555")]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/4214")]
    [InlineData("")]
    [InlineData("' OR 1=1 --")]
    public async Task Req_crs_bbox_crs_exception(string uri)
    {
        Assert.Equal((HttpStatusCode.BadRequest, "bbox-crs"), await system.Anyone.RefusalAsync("outfalls", $"?bbox=0,0,1,1&bbox-crs={Uri.EscapeDataString(uri)}"));
    }

    /// <summary>Each of the list, by its address; degrees near nothing and metres near no zone's middle find nothing, but are no fault.</summary>
    [Fact]
    public async Task Req_crs_fc_bbox_crs_valid_value()
    {
        foreach (var uri in await CrsListAsync())
        {
            using var answer = await system.Anyone.GetAsync($"/ogc/collections/outfalls/items?bbox=0,0,1,1&bbox-crs={Uri.EscapeDataString(uri)}");
            Assert.True(answer.IsSuccessStatusCode || (await answer.Content.ReadAsStringAsync()).Contains("\"parameter\":\"bbox\"", StringComparison.Ordinal), uri);
        }
    }

    /// <summary>The same places, in the order of each system's axes; Outfall 1 to 3 lie at 114.51 to 114.53, the two stacks at 118.16 and 118.17.</summary>
    [Theory]
    [InlineData("4490", "38,114,39,114.525", 2)]
    [InlineData("4326", "38,114,39,114.525", 2)]
    [InlineData("4326", "39.63,118.16,39.63,118.16", 1)]
    [InlineData("4490", "-90,179,90,-179", 0)]
    [InlineData("4490", "-90,114,90,113", 5)]
    [InlineData("3857", "12690000,4500000,12750000,4600000", 3)]
    [InlineData("4547", "4213000,544700,4213400,546500", 2)]
    [InlineData("4526", "4213000,38544700,4213400,38546500", 2)]
    [InlineData("4526", "4213000,38544700,-5,4213400,38546500,100", 2)]
    [InlineData("4547", "0,0,10000000,1000000", 5)]
    [InlineData("4534", "0,500000,10000000,500001", 0)]
    public async Task Req_crs_fc_bbox_crs_action(string code, string bbox, int expected)
    {
        var page = await system.Anyone.GetItemsAsync("outfalls", $"?bbox={bbox}&bbox-crs={EpsgUri}{code}");

        Assert.Equal(expected, page.Ids().Count);
    }

    [Theory]
    [InlineData("4490", "114,38,115,39")]
    [InlineData("3857", "-30000000,0,0,1")]
    [InlineData("3857", "10,0,0,1")]
    [InlineData("4526", "4213000,544700,4213400,546500")]
    [InlineData("4547", "0,0,1,100000000")]
    public async Task Box_outside_its_system_is_refused(string code, string bbox)
    {
        Assert.Equal((HttpStatusCode.BadRequest, "bbox"), await system.Anyone.RefusalAsync("outfalls", $"?bbox={bbox}&bbox-crs={EpsgUri}{code}"));
    }

    [Fact]
    public async Task Req_crs_fc_crs_default_value()
    {
        var page = await system.Anyone.GetItemsAsync("outfalls");

        Assert.Equal("114.51,38.05", page.FirstPosition());
        Assert.Equal($"<{Crs84Uri}>", await system.Anyone.ContentCrsAsync("/ogc/collections/outfalls/items"));
    }

    [Theory]
    [InlineData("items")]
    [InlineData("items/1")]
    public async Task Req_crs_crs_exception(string path)
    {
        using var answer = await system.Anyone.GetAsync($"/ogc/collections/districts/{path}?crs={EpsgUri}4512");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("crs", problem.RootElement.GetProperty("parameter").GetString());
        Assert.Contains("4490", problem.RootElement.GetProperty("accepted").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Req_crs_fc_crs_valid_value()
    {
        foreach (var uri in await CrsListAsync())
        {
            Assert.Equal($"<{uri}>", await system.Anyone.ContentCrsAsync($"/ogc/collections/districts/items/1?crs={Uri.EscapeDataString(uri)}"));
        }
    }

    [Fact]
    public async Task Req_crs_fc_crs_action()
    {
        var (north, east) = GaussKruger.Project(114.51, 38.05, 114, 38_500_000);
        var zone = (await system.Anyone.GetItemsAsync("outfalls", $"?crs={EpsgUri}4526")).FirstPosition().Split(',');
        var stored = await system.Anyone.GetItemsAsync("outfalls", $"?crs={EpsgUri}4490");
        var one = await system.Anyone.GetJsonAsync($"/ogc/collections/districts/items/1?crs={EpsgUri}4326");

        Assert.Equal(north, double.Parse(zone[0], CultureInfo.InvariantCulture), 0.001);
        Assert.Equal(east, double.Parse(zone[1], CultureInfo.InvariantCulture), 0.001);
        Assert.Equal("38.05,114.51", stored.FirstPosition());
        Assert.Equal("38,114", one.FirstPosition());
    }

    [Fact]
    public async Task Req_crs_ogc_crs_header()
    {
        Assert.Equal($"<{EpsgUri}4547>", await system.Anyone.ContentCrsAsync($"/ogc/collections/outfalls/items?crs={EpsgUri}4547"));
    }

    [Fact]
    public async Task Req_crs_ogc_crs_header_value()
    {
        Assert.Equal($"<{EpsgUri}3857>", await system.Anyone.ContentCrsAsync($"/ogc/collections/districts/items/1?crs=%5BEPSG:3857%5D"));
    }

    /// <summary>Coordinates of another system stand in GeoJSON by arrangement: the caller asked for them, and the header names them.</summary>
    [Fact]
    public async Task Req_crs_geojson()
    {
        using var answer = await system.Anyone.GetAsync($"/ogc/collections/outfalls/items?crs={EpsgUri}4490");

        Assert.Equal("application/geo+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"<{EpsgUri}4490>", string.Join(',', answer.Headers.GetValues("Content-Crs")));
    }

    [Fact]
    public async Task Next_page_is_in_the_same_system()
    {
        var first = await system.Anyone.GetItemsAsync("outfalls", $"?limit=3&crs={EpsgUri}4547");

        var second = await system.Anyone.GetJsonAsync(first.Link("next")!);

        Assert.StartsWith("43", second.FirstPosition(), StringComparison.Ordinal);
        Assert.Equal($"<{EpsgUri}4547>", await system.Anyone.ContentCrsAsync(first.Link("next")!));
        Assert.Equal(2, second.Ids().Count);
    }
}
