using System.Net;
using System.Text.Json;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.Records;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>JSON, HTML and the definition of the API.</summary>
public sealed partial class Records_Tests
{
    [Fact]
    public async Task Req_json_conformance() => Assert.Contains($"{Spec}json", await ClaimedAsync());

    [Fact]
    public async Task Req_html_conformance() => Assert.Contains($"{Spec}html", await ClaimedAsync());

    [Fact]
    public async Task Req_oas30_conformance() => Assert.Contains($"{Spec}oas30", await ClaimedAsync());

    [Fact]
    public async Task Req_json_collection_response() => Assert.Equal("application/ogc-catalog+json", await TypeAsync($"{Catalog}?f=json"));

    /// <summary>The members that catalog.yaml and the collection of Features Part 1 demand, with their kinds.</summary>
    [Fact]
    public async Task Req_json_catalog_content()
    {
        var catalog = await JsonAsync(Catalog);

        Assert.Equal(JsonValueKind.Array, catalog.GetProperty("links").ValueKind);
        Assert.Equal(4, catalog.GetProperty("extent").GetProperty("spatial").GetProperty("bbox")[0].GetArrayLength());
        Assert.Equal("en", catalog.GetProperty("language").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Req_json_catalog_content_profile() =>
        Assert.Equal("http://www.opengis.net/def/profile/OGC/0/ogc-catalog", Assert.Single(LinksOf(await JsonAsync(Catalog), "profile")).GetProperty("href").GetString());

    /// <summary>The members that recordGeoJSON.yaml and recordCommonProperties.yaml know, with their kinds.</summary>
    [Fact]
    public async Task Req_json_record_content()
    {
        var record = await JsonAsync($"{Items}/districts");
        var properties = record.GetProperty("properties");

        Assert.Equal("Feature", record.GetProperty("type").GetString());
        Assert.All(["created", "updated"], name => Assert.True(properties.GetProperty(name).TryGetDateTimeOffset(out _)));
        Assert.All(["keywords", "externalIds", "formats", "contacts", "languages"], name => Assert.Equal(JsonValueKind.Array, properties.GetProperty(name).ValueKind));
        Assert.All(properties.GetProperty("externalIds").EnumerateArray(), id => Assert.NotEmpty(id.GetProperty("value").GetString()!));
        Assert.Equal("http://example.org/ids", properties.GetProperty("externalIds")[0].GetProperty("scheme").GetString());
        Assert.Equal($"{Spec}record-core", record.GetProperty("conformsTo")[0].GetString());
    }

    [Theory]
    [InlineData(Items)]
    [InlineData($"{Items}/districts")]
    public async Task Req_json_record_content_profile(string path) =>
        Assert.Contains(LinksOf(await JsonAsync(path), "profile"), link => link.GetProperty("href").GetString()!.EndsWith("ogc-catalog", StringComparison.Ordinal));

    [Fact]
    public async Task Req_json_record_response()
    {
        var record = await JsonAsync($"{Items}/districts");

        Assert.Equal("application/geo+json", await TypeAsync(Items));
        Assert.Equal("Polygon", record.GetProperty("geometry").GetProperty("type").GetString());
        Assert.Equal("[114,38,118.5,40]", record.GetProperty("extent").GetProperty("spatial").GetProperty("bbox")[0].GetRawText());
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Req_html_definition(string path) => Assert.Equal("text/html", await TypeAsync($"{path}?f=html"));

    [Fact]
    public async Task Req_html_content()
    {
        var page = WebUtility.HtmlDecode(await system.Anyone.GetStringAsync($"{Items}/districts?f=html"));
        var record = await JsonAsync($"{Items}/districts");

        Assert.Contains("Digitised from paper sheets", page, StringComparison.Ordinal);
        Assert.All(record.GetProperty("links").EnumerateArray(), link => Assert.Contains("<a href=\"", page, StringComparison.Ordinal));
        Assert.All(
            record.GetProperty("links").EnumerateArray().Where(link => link.GetProperty("rel").GetString() != "alternate"),
            link => Assert.Contains($"<a href=\"{link.GetProperty("href").GetString()}\"", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Req_oas30_oas_common()
    {
        var api = await JsonAsync("/ogc/api");

        Assert.StartsWith("3.0.", api.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.All(
            [Catalog, $"{Catalog}/queryables", Items, $"{Items}/{{recordId}}"],
            path => Assert.True(api.GetProperty("paths").TryGetProperty(path["/ogc".Length..], out _), path));
    }
}
