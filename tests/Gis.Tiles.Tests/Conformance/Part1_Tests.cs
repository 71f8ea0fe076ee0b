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

    /// <summary>A parameter of the items as the definition has it, by form and not exploded.</summary>
    private async Task<JsonElement> ParameterAsync(string name)
    {
        var parameter = (await JsonAsync("/ogc/api")).GetProperty("components").GetProperty("parameters").GetProperty(name);
        Assert.Equal(("query", "form", false), (parameter.GetProperty("in").GetString(), parameter.GetProperty("style").GetString(), parameter.GetProperty("explode").GetBoolean()));
        return parameter;
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
