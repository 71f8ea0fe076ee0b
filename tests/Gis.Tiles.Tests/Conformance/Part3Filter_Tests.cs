using System.Globalization;
using System.Net;
using System.Text.Json;
using Gis.Tiles.Tests.Features;
using Xunit;
using static Gis.Tiles.Tests.Conformance.OgcClient;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>OGC API Features Part 3 (19-079r2), classes queryables, queryables-query-parameters, filter and features-filter: a test a requirement, named by its id.</summary>
[Collection(TilesSystemGroup.Name)]
public sealed class Part3Filter_Tests(TilesSystem system)
{
    private const string QueryablesRel = "http://www.opengis.net/def/rel/ogc/1.0/queryables";

    private Task<HttpClient> InspectorAsync() => system.WithAsync("inspector|130000|");

    private async Task<JsonElement> CollectionsAsync() => (await (await InspectorAsync()).GetJsonAsync("/ogc/collections")).GetProperty("collections");

    [Fact]
    public async Task Req_queryables_get_queryables_op()
    {
        var answer = await system.Anyone.GetAsync("/ogc/collections/districts/queryables");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/schema+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Req_queryables_get_queryables_response()
    {
        var path = "/ogc/collections/incidents/queryables";
        var schema = await (await InspectorAsync()).GetJsonAsync(path + "?f=json");

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.GetProperty("$schema").GetString());
        Assert.Equal(new Uri(system.Address, path).ToString(), schema.GetProperty("$id").GetString());
        Assert.Equal("object", schema.GetProperty("type").GetString());
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        foreach (var property in schema.GetProperty("properties").EnumerateObject())
        {
            Assert.Equal(property.Name != "geometry", property.Value.TryGetProperty("type", out _));
            Assert.False(property.Value.TryGetProperty("$ref", out _));
        }

        Assert.Equal("geometry-point-or-multipoint", schema.GetProperty("properties").GetProperty("geometry").GetProperty("format").GetString());
        Assert.Equal("date-time", schema.GetProperty("properties").GetProperty("happened_at").GetProperty("format").GetString());
    }

    [Fact]
    public async Task Req_queryables_expression_construction()
    {
        Assert.Equal((HttpStatusCode.BadRequest, "filter"), await system.Anyone.RefusalAsync("districts", "?filter=rank%3D0"));
    }

    [Fact]
    public async Task Req_queryables_queryables_link()
    {
        foreach (var collection in (await CollectionsAsync()).EnumerateArray())
        {
            Assert.EndsWith($"/collections/{collection.GetProperty("id").GetString()}/queryables", collection.Link(QueryablesRel), StringComparison.Ordinal);
        }
    }

    /// <summary>Of each collection by itself too, and it leads to a schema.</summary>
    [Fact]
    public async Task Req_features_filter_queryables_link()
    {
        var inspector = await InspectorAsync();
        foreach (var id in (await CollectionsAsync()).EnumerateArray().Select(collection => collection.GetProperty("id").GetString()!))
        {
            var link = (await inspector.GetJsonAsync($"/ogc/collections/{id}")).Link(QueryablesRel)!;
            Assert.Equal("application/schema+json", (await inspector.GetAsync(link)).Content.Headers.ContentType?.MediaType);
        }
    }

    /// <summary>Every queryable of every collection of features with a simple value is a parameter, and what it selects has that value.</summary>
    [Fact]
    public async Task Req_queryables_query_parameters_parameters()
    {
        var inspector = await InspectorAsync();
        var asked = 0;
        foreach (var id in (await CollectionsAsync()).EnumerateArray().Where(collection => collection.GetProperty("itemType").GetString() == "feature").Select(collection => collection.GetProperty("id").GetString()!))
        {
            var queryables = (await inspector.GetJsonAsync($"/ogc/collections/{id}/queryables")).GetProperty("properties").EnumerateObject().Select(property => property.Name).ToList();
            var all = await inspector.GetItemsAsync(id, "?limit=1000");
            foreach (var name in queryables.Where(name => name != "geometry"))
            {
                var given = all.GetProperty("features").EnumerateArray().ToDictionary(
                    feature => feature.GetProperty("id").GetInt64(),
                    feature => feature.GetProperty("properties").TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : (JsonElement?)null);
                if (given.Values.FirstOrDefault(value => value is not null) is not { } sought)
                {
                    Assert.Empty((await inspector.GetItemsAsync(id, $"?{name}={(name.EndsWith("_at", StringComparison.Ordinal) ? "2000-01-01" : "0")}")).Ids());
                    continue;
                }

                var text = name.EndsWith("_at", StringComparison.Ordinal)
                    ? DateTimeOffset.Parse(sought.GetString()!, CultureInfo.InvariantCulture).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)
                    : sought.ToString();
                var found = await inspector.GetItemsAsync(id, $"?limit=1000&{name}={Uri.EscapeDataString(text)}");
                Assert.Equal(given.Where(entry => entry.Value?.ToString() == sought.ToString()).Select(entry => entry.Key).Order(), found.Ids());
                asked++;
            }
        }

        Assert.True(asked > 40, $"only {asked} parameters could be asked");
    }

    /// <summary>The definition names each of them with its schema, for the collections that the caller may see and no others.</summary>
    [Fact]
    public async Task Req_queryables_query_parameters_parameters_in_the_definition()
    {
        var paths = (await system.Anyone.GetJsonAsync("/ogc/api")).GetProperty("paths");

        var households = paths.GetProperty("/collections/districts/items").GetProperty("get").GetProperty("parameters").EnumerateArray()
            .Single(parameter => parameter.TryGetProperty("name", out var name) && name.GetString() == "households");
        Assert.Equal("number", households.GetProperty("schema").GetProperty("type").GetString());
        Assert.False(paths.TryGetProperty("/collections/parcels/items", out _));
    }

    [Fact]
    public Task Req_filter_filter_param() => AssertDefinitionAsync("filter", null);

    [Fact]
    public Task Req_filter_filter_lang_param() => AssertDefinitionAsync("filter-lang", "cql2-text");

    [Fact]
    public Task Req_filter_filter_crs_param() => AssertDefinitionAsync("filter-crs", Crs84Uri);

    /// <summary>Only servers that have functions of their own tell of them; none are claimed here.</summary>
    [Theory]
    [InlineData("/ogc/functions")]
    [InlineData("/functions")]
    public async Task Req_filter_get_functions_operation(string path)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await system.Anyone.GetAsync(path)).StatusCode);
        Assert.DoesNotContain("cql2/1.0/conf/functions", (await system.Anyone.GetJsonAsync("/ogc/conformance")).GetRawText(), StringComparison.Ordinal);
    }

    /// <summary>As above: what is no function of the standard is refused, for there is no list in which it could stand.</summary>
    [Fact]
    public async Task Req_filter_get_functions_response_json() =>
        Assert.Equal((HttpStatusCode.BadRequest, "filter"), await system.Anyone.RefusalAsync("districts", "?filter=upper(code)%3D'A'"));

    private async Task AssertDefinitionAsync(string name, string? standard)
    {
        var api = await system.Anyone.GetJsonAsync("/ogc/api");
        var parameter = api.GetProperty("components").GetProperty("parameters").GetProperty(name);
        var items = api.GetProperty("paths").GetProperty("/collections/{collectionId}/items").GetProperty("get").GetProperty("parameters");

        Assert.Equal(("query", "string"), (parameter.GetProperty("in").GetString(), parameter.GetProperty("schema").GetProperty("type").GetString()));
        Assert.Equal(standard, parameter.GetProperty("schema").TryGetProperty("default", out var value) ? value.GetString() : null);
        Assert.Contains(items.EnumerateArray(), given => given.GetProperty("$ref").GetString() == $"#/components/parameters/{name}");
        if (name == "filter-lang")
        {
            Assert.Equal("cql2-text,cql2-json", string.Join(',', parameter.GetProperty("schema").GetProperty("enum").EnumerateArray().Select(language => language.GetString())));
        }
    }

    [Fact]
    public async Task Req_features_filter_get_queryables_op()
    {
        var inspector = await InspectorAsync();
        foreach (var collection in (await CollectionsAsync()).EnumerateArray())
        {
            Assert.Equal(HttpStatusCode.OK, (await inspector.GetAsync($"/ogc/collections/{collection.GetProperty("id").GetString()}/queryables")).StatusCode);
        }
    }

    [Theory]
    [InlineData("filter=code%3D'130102'", 1)]
    [InlineData("filter=code%3D'130202'", 2)]
    public async Task Req_features_filter_filter_param(string query, long expected) =>
        Assert.Equal(expected, Assert.Single((await system.Anyone.GetItemsAsync("districts", $"?{query}")).Ids()));

    [Theory]
    [InlineData("filter=code%3D'130102'&filter-lang=cql2-text", 1)]
    [InlineData("""filter={"op":"=","args":[{"property":"code"},"130202"]}&filter-lang=cql2-json""", 2)]
    public async Task Req_features_filter_filter_lang_param(string query, long expected) =>
        Assert.Equal(expected, Assert.Single((await system.Anyone.GetItemsAsync("districts", $"?{query}")).Ids()));

    /// <summary>The same point, each time in the order of the system's axes; in another order it is elsewhere.</summary>
    [Theory]
    [InlineData(Crs84Uri, "POINT(114.5 38.5)", 1)]
    [InlineData(EpsgUri + "4490", "POINT(38.5 114.5)", 1)]
    [InlineData(EpsgUri + "3857", "POINT(12746081 4650301)", 1)]
    [InlineData(EpsgUri + "4547", "POINT(4263170 543605)", 1)]
    [InlineData(EpsgUri + "4526", "BBOX(4263170,38543605,4263171,38543606)", 1)]
    [InlineData(EpsgUri + "4490", "BBOX(39.1,118.1,39.2,118.2)", 2)]
    public async Task Req_features_filter_filter_crs_param(string crs, string geometry, long expected)
    {
        var page = await system.Anyone.GetItemsAsync("districts", $"?filter-crs={crs}&filter={Uri.EscapeDataString($"S_INTERSECTS(geometry,{geometry})")}");

        Assert.Equal(expected, Assert.Single(page.Ids()));
    }

    [Fact]
    public async Task Req_filter_filter_crs_wgs84()
    {
        Assert.Equal(1, Assert.Single((await system.Anyone.GetItemsAsync("districts", "?filter=S_INTERSECTS(geometry,POINT(114.5+38.5))")).Ids()));
    }

    [Theory]
    [InlineData("filter=code%3D'P1'&bbox=114,38,115,39", 1)]
    [InlineData("filter=code%3D'P1'&bbox=118,39,119,40", 0)]
    [InlineData("filter=code+LIKE+'P%25'&name_en=Outfall+2", 1)]
    [InlineData("filter=code%3D'P1'&name_en=Outfall+2", 0)]
    public async Task Req_filter_mixing_expressions(string query, int expected)
    {
        Assert.Equal(expected, (await system.Anyone.GetItemsAsync("outfalls", $"?{query}")).Ids().Count);
    }

    [Theory]
    [InlineData("TRUE", "1,2")]
    [InlineData("FALSE", "")]
    [InlineData("households = 12", "1")]
    [InlineData("households <> 12", "")]
    public async Task Req_filter_response(string filter, string expected) =>
        Assert.Equal(expected, string.Join(',', (await system.Anyone.GetItemsAsync("districts", $"?filter={Uri.EscapeDataString(filter)}")).Ids()));

    /// <summary>Pages and counts are of what matches alone.</summary>
    [Fact]
    public async Task Req_features_filter_response()
    {
        var page = await system.Anyone.GetItemsAsync("outfalls", "?limit=2&filter=code+LIKE+'P%25'");
        var next = await system.Anyone.GetJsonAsync(page.Link("next")!);

        Assert.Equal(3, page.GetProperty("numberMatched").GetInt32());
        Assert.Equal(3, page.Ids().Concat(next.Ids()).Distinct().Count());
        Assert.Null(next.Link("next"));
    }

    [Theory]
    [InlineData("filter=((", "filter")]
    [InlineData("filter=TRUE&filter-lang=cql-text", "filter-lang")]
    [InlineData("filter=TRUE&filter-crs=EPSG:1", "filter-crs")]
    public async Task Req_features_filter_response_E(string query, string parameter)
    {
        Assert.Equal((HttpStatusCode.BadRequest, parameter), await system.Anyone.RefusalAsync("districts", $"?{query}"));
    }
}
