using System.Net;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.Records;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>The catalogue as a collection.</summary>
public sealed partial class Records_Tests
{
    [Fact]
    public async Task Req_record_collection_mandatory_properties_collection()
    {
        var catalog = await JsonAsync(Catalog);

        Assert.All(["id", "type", "itemType"], name => Assert.NotEmpty(catalog.GetProperty(name).GetString()!));
        Assert.NotEmpty(catalog.GetProperty("links").EnumerateArray());
    }

    /// <summary>The catalogue itself names none.</summary>
    [Fact]
    public async Task Req_record_collection_contact() => Assert.False((await JsonAsync(Catalog)).TryGetProperty("contacts", out _));

    [Fact]
    public async Task Req_record_collection_default_mediatype() => Assert.Equal("application/ogc-catalog+json", await TypeAsync(Catalog));

    [Fact]
    public async Task Req_record_collection_itemType() => Assert.Equal("record", (await JsonAsync(Catalog)).GetProperty("itemType").GetString());

    /// <summary>As collection.yaml has it, and all that it leads to are records.</summary>
    [Fact]
    public async Task Req_records_api_catalog_response()
    {
        var catalog = await JsonAsync(Catalog);

        Assert.Equal(("records", "record"), (catalog.GetProperty("id").GetString(), catalog.GetProperty("itemType").GetString()));
        Assert.All((await JsonAsync(Items)).GetProperty("features").EnumerateArray(), record => Assert.EndsWith("/conf/record-core", record.GetProperty("conformsTo")[0].GetString(), StringComparison.Ordinal));
    }

    /// <summary>The catalogue itself is under no licence that it names.</summary>
    [Fact]
    public async Task Req_record_collection_license() => Assert.False((await JsonAsync(Catalog)).TryGetProperty("license", out _));

    [Fact]
    public async Task Req_record_collection_links()
    {
        var catalog = await JsonAsync(Catalog);

        Assert.EndsWith(Catalog, Assert.Single(LinksOf(catalog, "self")).GetProperty("href").GetString(), StringComparison.Ordinal);
        Assert.Equal("text/html", Assert.Single(LinksOf(catalog, "alternate")).GetProperty("type").GetString());
    }

    /// <summary>It refers to no other catalogue: neither below it, …</summary>
    [Fact]
    public Task Req_record_collection_links_catalog_hierarchy() => AssertNoLinkAsync("child", "parent", "root");

    /// <summary>… nor beside it, …</summary>
    [Fact]
    public Task Req_record_collection_links_catalog_related() => AssertNoLinkAsync("related");

    /// <summary>… nor before or after it.</summary>
    [Fact]
    public Task Req_record_collection_links_catalog_series() => AssertNoLinkAsync("next", "prev");

    [Fact]
    public async Task Req_record_collection_links_records()
    {
        var links = LinksOf(await JsonAsync(Catalog), "items");

        Assert.Equal(2, links.Length);
        foreach (var link in links)
        {
            Assert.Equal(HttpStatusCode.OK, (await system.Anyone.GetAsync(link.GetProperty("href").GetString())).StatusCode);
        }
    }

    /// <summary>Records are had through items; the catalogue refers to no single one, …</summary>
    [Fact]
    public Task Req_record_collection_links_record() => AssertNoLinkAsync("item");

    /// <summary>… holds none in line, …</summary>
    [Fact]
    public async Task Req_record_collection_records() => Assert.False((await JsonAsync(Catalog)).TryGetProperty("records", out _));

    /// <summary>… and names no member that would.</summary>
    [Fact]
    public async Task Req_record_collection_records_array_name() => Assert.False((await JsonAsync(Catalog)).TryGetProperty("recordsArrayName", out _));

    [Fact]
    public async Task Req_records_api_catalogs_response()
    {
        var catalogs = (await JsonAsync("/ogc/collections")).GetProperty("collections").EnumerateArray().Where(collection => collection.GetProperty("itemType").GetString() == "record");

        Assert.Equal("records", Assert.Single(catalogs).GetProperty("id").GetString());
    }
}
