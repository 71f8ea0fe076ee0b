using System.Globalization;
using System.Net;
using System.Text.Json;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.Records;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>OGC API Records Part 1 (20-004r1), a searchable catalogue with its parts: a test a requirement, named by its id.</summary>
public sealed partial class Records_Tests(RecordsSystem system) : IClassFixture<RecordsSystem>
{
    private const string Spec = "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/";
    private const string Catalog = "/ogc/collections/records";
    private const string Items = $"{Catalog}/items";

    /// <summary>The resources of the catalogue.</summary>
    public static TheoryData<string> Resources => [Catalog, $"{Catalog}/queryables", Items, $"{Items}/districts"];

    private Task<JsonElement> JsonAsync(string path) => system.Anyone.GetJsonAsync(path);

    private async Task<string> TypeAsync(string path) => (await system.Anyone.GetAsync(path)).Content.Headers.ContentType!.MediaType!;

    private async Task<IEnumerable<string>> ClaimedAsync() =>
        (await JsonAsync("/ogc/conformance")).GetProperty("conformsTo").EnumerateArray().Select(uri => uri.GetString()!);

    private async Task<IEnumerable<string>> TimeMembersAsync(string id) =>
        (await JsonAsync($"{Items}/{id}")).GetProperty("time") is { ValueKind: JsonValueKind.Object } time ? time.EnumerateObject().Select(member => member.Name) : [];

    private async Task AssertNoLinkAsync(params string[] rels)
    {
        var catalog = await JsonAsync(Catalog);

        Assert.All(rels, rel => Assert.Empty(LinksOf(catalog, rel)));
    }

    private Task<string> IdsAsync(string query) => RecordsSystem.IdsAsync(system.Anyone, query);

    private static JsonElement[] LinksOf(JsonElement document, string rel) =>
        [.. document.GetProperty("links").EnumerateArray().Where(link => link.GetProperty("rel").GetString() == rel)];

    private async Task<JsonElement> ParameterAsync(string name)
    {
        var api = await JsonAsync("/ogc/api");
        var given = api.GetProperty("paths").GetProperty("/collections/records/items").GetProperty("get").GetProperty("parameters").EnumerateArray()
            .Select(parameter => api.GetProperty("components").GetProperty("parameters").GetProperty(parameter.GetProperty("$ref").GetString()!.Split('/')[^1]));
        return given.Single(parameter => parameter.GetProperty("name").GetString() == name);
    }

    private async Task AssertListParameterAsync(string name)
    {
        var parameter = await ParameterAsync(name);

        Assert.Equal(("query", "form"), (parameter.GetProperty("in").GetString(), parameter.GetProperty("style").GetString()));
        Assert.False(parameter.GetProperty("required").GetBoolean() || parameter.GetProperty("explode").GetBoolean());
        Assert.Equal(("array", "string"), (parameter.GetProperty("schema").GetProperty("type").GetString(), parameter.GetProperty("schema").GetProperty("items").GetProperty("type").GetString()));
    }

    /// <summary>Its parts are claimed, and each is held by the tests below.</summary>
    [Fact]
    public async Task Req_searchable_catalog_common()
    {
        string[] tested = ["record-core", "record-collection", "record-core-query-parameters", "records-api", "searchable-catalog", "json", "html", "oas30"];

        Assert.Equal(tested.Select(name => Spec + name).Order(), (await ClaimedAsync()).Where(uri => uri.Contains("/ogcapi-records-", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Req_searchable_catalog_conformance() =>
        Assert.Superset(new HashSet<string>(["http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core", $"{Spec}searchable-catalog"]), (await ClaimedAsync()).ToHashSet());

    [Fact]
    public async Task Req_searchable_catalog_mandatory_catalog_properties()
    {
        var catalog = await JsonAsync(Catalog);

        Assert.Equal(("records", "Collection"), (catalog.GetProperty("id").GetString(), catalog.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Req_searchable_catalog_mandatory_record_properties()
    {
        var records = (await JsonAsync(Items)).GetProperty("features").EnumerateArray().ToList();

        Assert.NotEmpty(records);
        Assert.All(records, record => Assert.Equal("dataset", record.GetProperty("properties").GetProperty("type").GetString()));
    }

    /// <summary>What Part 1 of Features asks of items holds of records too.</summary>
    [Fact]
    public async Task Req_records_api_features_api()
    {
        var page = await JsonAsync(Items);

        Assert.True(page.TryGetProperty("timeStamp", out _));
        Assert.Equal(page.GetProperty("features").GetArrayLength(), page.GetProperty("numberReturned").GetInt32());
        Assert.All(["self", "alternate"], rel => Assert.Single(LinksOf(page, rel)));
    }

    /// <summary>Where Part 1 says features, these are records; GeoJSON's own words stay.</summary>
    [Fact]
    public async Task Req_records_api_resource_name_mapping()
    {
        var page = await JsonAsync(Items);

        Assert.Equal("FeatureCollection", page.GetProperty("type").GetString());
        Assert.All(page.GetProperty("features").EnumerateArray(), record => Assert.NotEmpty(record.GetProperty("properties").GetProperty("title").GetString()!));
    }
}
