using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gis.Tiles.Tests.Features;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>OGC API Features Part 1 (17-069r4), classes core, geojson, html and oas30: a test a requirement, named by its id.</summary>
[Collection(TilesSystemGroup.Name)]
public sealed partial class Part1_Tests(TilesSystem system)
{
    private const string Items = "/ogc/collections/districts/items";

    /// <summary>The resources of the features part.</summary>
    public static TheoryData<string> Resources =>
        ["/ogc", "/ogc/conformance", "/ogc/api", "/ogc/collections", "/ogc/collections/districts", "/ogc/collections/districts/queryables", Items, $"{Items}/1"];

    private Task<JsonElement> JsonAsync(string path) => system.Anyone.GetJsonAsync(path);

    private async Task<HttpStatusCode> StatusAsync(string path) => (await system.Anyone.GetAsync(path)).StatusCode;

    private static JsonElement[] LinksOf(JsonElement document, params string[] rels) =>
        [.. document.GetProperty("links").EnumerateArray().Where(link => rels.Contains(link.GetProperty("rel").GetString()))];

    [Fact]
    public async Task Req_core_root_op() => Assert.Equal(HttpStatusCode.OK, await StatusAsync("/ogc"));

    [Fact]
    public async Task Req_core_root_success()
    {
        var landing = await JsonAsync("/ogc");

        Assert.All(Words("service-desc service-doc conformance data"), rel => Assert.NotNull(landing.Link(rel)));
    }

    [Fact]
    public async Task Req_core_api_definition_op()
    {
        var landing = await JsonAsync("/ogc");

        Assert.All(LinksOf(landing, "service-desc", "service-doc"), link => Assert.Equal(HttpStatusCode.OK, StatusAsync(link.GetProperty("href").GetString()!).Result));
    }

    [Fact]
    public async Task Req_core_api_definition_success() => Assert.True((await JsonAsync("/ogc/api")).TryGetProperty("paths", out _));

    [Fact]
    public async Task Req_core_conformance_op() => Assert.Equal(HttpStatusCode.OK, await StatusAsync("/ogc/conformance"));

    /// <summary>What is claimed is what these tests hold, and no more: another class needs its tests first.</summary>
    [Fact]
    public async Task Req_core_conformance_success()
    {
        const string spec = "http://www.opengis.net/spec/";
        string[] tested =
        [
            .. Words("core geojson html oas30").Select(name => $"{spec}ogcapi-features-1/1.0/conf/{name}"),
            $"{spec}ogcapi-features-2/1.0/conf/crs",
            .. Words("queryables queryables-query-parameters filter features-filter").Select(name => $"{spec}ogcapi-features-3/1.0/conf/{name}"),
            .. Words("create-replace-delete update optimistic-locking-etags features").Select(name => $"{spec}ogcapi-features-4/1.0/conf/{name}"),
            .. Words("cql2-text cql2-json basic-cql2 advanced-comparison-operators basic-spatial-functions basic-spatial-functions-plus spatial-functions temporal-functions property-property arithmetic").Select(name => $"{spec}cql2/1.0/conf/{name}"),
        ];

        var claimed = (await JsonAsync("/ogc/conformance")).GetProperty("conformsTo").EnumerateArray().Select(uri => uri.GetString()!);

        Assert.Equal(tested.Order(), claimed.Where(uri => !uri.Contains("/ogcapi-tiles-", StringComparison.Ordinal) && !uri.Contains("/ogcapi-records-", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Req_core_http()
    {
        using var unknown = await system.Anyone.GetAsync($"{Items}/77");
        using var first = await system.Anyone.GetAsync(Items);
        using var again = new HttpRequestMessage(HttpMethod.Get, Items);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("Accept", first.Headers.Vary);
        Assert.Equal(HttpStatusCode.NotModified, (await system.Anyone.SendAsync(again)).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Req_core_query_param_unknown(string path) => Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync($"{path}?nobody-knows=1"));

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Req_core_query_param_invalid(string path) => Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync($"{path}?f=nonsense"));

    [Fact]
    public async Task Req_core_crs84() => Assert.Equal("118,39", (await JsonAsync($"{Items}/2")).FirstPosition());

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

    /// <summary>A parameter of the items as the definition has it, by form and not exploded.</summary>
    private async Task<JsonElement> ParameterAsync(string name)
    {
        var parameter = (await JsonAsync("/ogc/api")).GetProperty("components").GetProperty("parameters").GetProperty(name);
        Assert.Equal(("query", "form", false), (parameter.GetProperty("in").GetString(), parameter.GetProperty("style").GetString(), parameter.GetProperty("explode").GetBoolean()));
        return parameter;
    }

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

    [Fact]
    public async Task Req_geojson_definition()
    {
        Assert.Equal("application/geo+json", (await system.Anyone.GetAsync(Items)).Content.Headers.ContentType?.MediaType);
        Assert.Equal("application/geo+json", (await system.Anyone.GetAsync($"{Items}/1")).Content.Headers.ContentType?.MediaType);
        Assert.Equal("application/json", (await system.Anyone.GetAsync("/ogc/collections")).Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Req_geojson_content()
    {
        var page = await JsonAsync(Items);
        var feature = await JsonAsync($"{Items}/2");

        Assert.Equal("FeatureCollection", page.GetProperty("type").GetString());
        Assert.All(page.GetProperty("features").EnumerateArray(), one => Assert.Equal("Feature", one.GetProperty("type").GetString()));
        Assert.Equal(("Feature", 2), (feature.GetProperty("type").GetString(), feature.GetProperty("id").GetInt64()));
        Assert.True(page.TryGetProperty("links", out _) && feature.TryGetProperty("links", out _));
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Req_html_definition(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

        Assert.Equal("text/html", (await system.Anyone.SendAsync(request)).Content.Headers.ContentType?.MediaType);
        Assert.Equal("text/html", (await system.Anyone.GetAsync($"{path}?f=html")).Content.Headers.ContentType?.MediaType);
        Assert.NotEqual("text/html", (await system.Anyone.GetAsync($"{path}?f=json")).Content.Headers.ContentType?.MediaType);
    }

    /// <summary>What the JSON says stands in the page, each link as an anchor, and nothing is fetched from elsewhere.</summary>
    [Theory]
    [InlineData("/ogc")]
    [InlineData("/ogc/conformance")]
    [InlineData("/ogc/collections")]
    [InlineData("/ogc/collections/districts")]
    [InlineData($"{Items}/1")]
    [InlineData(Items)]
    public async Task Req_html_content(string path)
    {
        var page = await system.Anyone.GetStringAsync($"{path}?f=html");
        var shown = WebUtility.HtmlDecode(page);
        var document = await JsonAsync(path);

        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.All(Strings(document), text => Assert.Contains(text, shown, StringComparison.Ordinal));
        Assert.Equal(document.TryGetProperty("links", out var links) ? links.GetArrayLength() : 0, AnchorsInLists().Count(page) - (path == "/ogc/collections" ? InnerLinks(document) : 0));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<link", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Req_oas30_oas_definition_1()
    {
        var landing = await JsonAsync("/ogc");

        Assert.Equal("application/vnd.oai.openapi+json;version=3.0", Assert.Single(LinksOf(landing, "service-desc")).GetProperty("type").GetString());
        Assert.Equal("text/html", Assert.Single(LinksOf(landing, "service-doc")).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Req_oas30_oas_definition_2()
    {
        var api = await JsonAsync("/ogc/api");

        Assert.StartsWith("3.0.", api.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.All(Words("info servers paths components"), name => Assert.True(api.TryGetProperty(name, out _)));
        Assert.All(References(api), reference => Assert.True(Resolves(api, reference), reference));
        var ids = api.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value.GetProperty("operationId").GetString()).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    /// <summary>Each parameter of the items that the definition names is one that the server knows.</summary>
    [Fact]
    public async Task Req_oas30_oas_impl()
    {
        var api = await JsonAsync("/ogc/api");
        var parameters = api.GetProperty("components").GetProperty("parameters");
        var values = new Dictionary<string, string>
        {
            ["bbox"] = "114,38,115,39",
            ["bbox-crs"] = OgcClient.Crs84Uri,
            ["crs"] = OgcClient.Crs84Uri,
            ["filter-crs"] = OgcClient.Crs84Uri,
            ["datetime"] = "2026-11-22",
            ["limit"] = "5",
            ["after"] = "0",
            ["filter"] = "TRUE",
            ["filter-lang"] = "cql2-text",
            ["sortby"] = "code",
            ["properties"] = "code",
            ["f"] = "json",
            ["asOf"] = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        foreach (var given in api.GetProperty("paths").GetProperty("/collections/{collectionId}/items").GetProperty("get").GetProperty("parameters").EnumerateArray())
        {
            var parameter = parameters.GetProperty(given.GetProperty("$ref").GetString()!.Split('/')[^1]);
            var name = parameter.GetProperty("name").GetString()!;
            if (parameter.GetProperty("in").GetString() == "query" && name != "queryable")
            {
                Assert.Equal(HttpStatusCode.OK, await StatusAsync($"{Items}?{name}={Uri.EscapeDataString(values[name])}"));
            }
        }
    }

    /// <summary>Each operation tells what it answers with, and in which form.</summary>
    [Fact]
    public async Task Req_oas30_completeness()
    {
        foreach (var operation in (await JsonAsync("/ogc/api")).GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()))
        {
            var success = operation.Value.GetProperty("responses").EnumerateObject().Where(answer => answer.Name[0] == '2').ToList();
            Assert.NotEmpty(success);
            Assert.All(success, answer => Assert.True(answer.Value.TryGetProperty("$ref", out _) || answer.Value.GetProperty("description").GetString()!.Length > 0));
            Assert.True(operation.Name != "get" || success.Exists(answer => answer.Value.TryGetProperty("content", out _)), operation.Value.GetProperty("operationId").GetString());
        }
    }

    [Fact]
    public async Task Req_oas30_exceptions_codes()
    {
        foreach (var path in (await JsonAsync("/ogc/api")).GetProperty("paths").EnumerateObject())
        {
            var responses = path.Value.GetProperty("get").GetProperty("responses");
            string[] codes = path.Name.Contains('{', StringComparison.Ordinal) ? ["200", "400", "404", "default"] : ["200", "400", "default"];
            Assert.All(path.Name.Contains("/collections", StringComparison.Ordinal) ? [.. codes, "503"] : codes, code => Assert.True(responses.TryGetProperty(code, out _), $"{path.Name} {code}"));
        }
    }

    [Fact]
    public async Task Req_oas30_security()
    {
        var api = await JsonAsync("/ogc/api");

        Assert.Equal("bearer", api.GetProperty("components").GetProperty("securitySchemes").GetProperty("token").GetProperty("scheme").GetString());
        Assert.NotEmpty(api.GetProperty("security").EnumerateArray());
    }

    private static string[] Words(string words) => words.Split(' ');

    private static int InnerLinks(JsonElement collections) => collections.GetProperty("collections").EnumerateArray().Sum(collection => collection.GetProperty("links").GetArrayLength());

    private static IEnumerable<string> Strings(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().Where(member => member.Name is not ("links" or "timeStamp" or "type")).SelectMany(member => Strings(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Strings),
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Number => [json.GetRawText()],
        _ => [],
    };

    private static IEnumerable<string> References(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => member.NameEquals("$ref") ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static bool Resolves(JsonElement root, string reference)
    {
        var at = root;
        return reference.Split('/').Skip(1).All(name => at.TryGetProperty(name, out at));
    }

    [GeneratedRegex("<li><a href=")]
    private static partial Regex AnchorsInLists();
}
