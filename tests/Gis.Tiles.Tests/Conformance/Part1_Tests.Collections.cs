using System.Net;
using Gis.Tiles.Tests.Features;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>What is said of collections.</summary>
public sealed partial class Part1_Tests
{
    [Fact]
    public async Task Req_core_fc_md_op() => Assert.Equal(HttpStatusCode.OK, await StatusAsync("/ogc/collections"));

    [Fact]
    public async Task Req_core_fc_md_success()
    {
        var collections = await JsonAsync("/ogc/collections");

        Assert.NotEmpty(collections.GetProperty("links").EnumerateArray());
        Assert.All(collections.GetProperty("collections").EnumerateArray(), collection => Assert.NotEmpty(collection.GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task Req_core_fc_md_links()
    {
        var links = LinksOf(await JsonAsync("/ogc/collections"), "self", "alternate");

        Assert.Equal("application/json,text/html", string.Join(',', links.Select(link => link.GetProperty("type").GetString()).Order()));
    }

    [Fact]
    public async Task Req_core_fc_md_items()
    {
        var ids = (await JsonAsync("/ogc/collections")).GetProperty("collections").EnumerateArray().Select(collection => collection.GetProperty("id").GetString());

        Assert.Equal("districts,outfalls,records", string.Join(',', ids.Order()));
    }

    [Fact]
    public async Task Req_core_fc_md_items_links()
    {
        foreach (var collection in (await JsonAsync("/ogc/collections")).GetProperty("collections").EnumerateArray())
        {
            var forms = collection.GetProperty("id").GetString() == "records"
                ? "application/geo+json,text/html"
                : "application/flatgeobuf,application/geo+json,application/geopackage+sqlite3,text/csv,text/html";
            Assert.Equal(forms, string.Join(',', LinksOf(collection, "items").Select(link => link.GetProperty("type").GetString()).Order()));
        }
    }

    [Theory]
    [InlineData("districts")]
    [InlineData("outfalls")]
    public async Task Req_core_fc_md_extent(string id)
    {
        var spatial = (await JsonAsync($"/ogc/collections/{id}")).GetProperty("extent").GetProperty("spatial");
        var box = spatial.GetProperty("bbox")[0].EnumerateArray().Select(number => number.GetRawText());

        Assert.Equal(OgcClient.Crs84Uri, spatial.GetProperty("crs").GetString());
        Assert.Equal((await JsonAsync($"/ogc/collections/{id}/items")).Ids(), (await JsonAsync($"/ogc/collections/{id}/items?bbox={string.Join(',', box)}")).Ids());
    }

    /// <summary>Of several boxes the first would have to hold the others; there is one.</summary>
    [Theory]
    [InlineData("districts")]
    [InlineData("outfalls")]
    public async Task Req_core_fc_md_extent_multi(string id) =>
        Assert.Equal(1, (await JsonAsync($"/ogc/collections/{id}")).GetProperty("extent").GetProperty("spatial").GetProperty("bbox").GetArrayLength());

    [Fact]
    public async Task Req_core_sfc_md_op() => Assert.Equal(HttpStatusCode.OK, await StatusAsync("/ogc/collections/districts"));

    [Fact]
    public async Task Req_core_sfc_md_success()
    {
        var listed = (await JsonAsync("/ogc/collections")).GetProperty("collections").EnumerateArray().Single(collection => collection.GetProperty("id").GetString() == "districts");
        var own = await JsonAsync("/ogc/collections/districts");

        Assert.All(Words("id title description extent itemType crs"), name => Assert.Equal(listed.GetProperty(name).ToString(), own.GetProperty(name).ToString()));
    }
}
