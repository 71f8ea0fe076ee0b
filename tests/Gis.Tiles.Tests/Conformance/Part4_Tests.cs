using System.Net;
using System.Text.Json;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.Writing;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>OGC API Features Part 4 (20-002r1, draft): create-replace-delete, update, optimistic-locking-etags, features; a test a requirement.</summary>
public sealed class Part4_Tests(TilesSystem system) : IClassFixture<TilesSystem>
{
    private const string Items = "/ogc/collections/parcels/items";
    private static readonly string Body = WriterClient.Parcel(114.6, 38.2, "130102");

    /// <summary>Each method that is named works: what it does is held by the tests below.</summary>
    [Fact]
    public async Task Req_core_methods()
    {
        var client = await WriterAsync();

        Assert.Contains("POST", (await client.WriteAsync("OPTIONS", Items)).Content.Headers.Allow);
        Assert.Superset(new HashSet<string>(["PUT", "PATCH", "DELETE"]), (await client.WriteAsync("OPTIONS", $"{Items}/1")).Content.Headers.Allow.ToHashSet());
    }

    [Theory]
    [InlineData(Items)]
    [InlineData($"{Items}/1")]
    public async Task Req_create_replace_delete_options_op(string path) => Assert.Equal(HttpStatusCode.OK, (await (await WriterAsync()).WriteAsync("OPTIONS", path)).StatusCode);

    [Theory]
    [InlineData(Items, "GET, OPTIONS, POST")]
    [InlineData($"{Items}/1", "GET, OPTIONS, PUT, PATCH, DELETE")]
    public async Task Req_create_replace_delete_options_response(string path, string allowed) =>
        Assert.Equal(allowed, string.Join(", ", (await (await WriterAsync()).WriteAsync("OPTIONS", path)).Content.Headers.Allow));

    [Fact]
    public async Task Req_create_replace_delete_options_response_accept_post() =>
        Assert.Contains("application/geo+json", Header(await (await WriterAsync()).WriteAsync("OPTIONS", Items), "Accept-Post"), StringComparison.Ordinal);

    [Fact]
    public async Task Req_create_replace_delete_post_op() =>
        Assert.Equal(HttpStatusCode.Created, (await (await WriterAsync()).WriteAsync("POST", Items, Body, WriterClient.GeoJson)).StatusCode);

    [Fact]
    public async Task Req_create_replace_delete_post_body()
    {
        var client = await WriterAsync();

        var added = await client.GetJsonAsync(await AddAsync(client));

        Assert.Equal("new|school|130102", Words(added, "code", "use", "area_code"));
        Assert.Equal("114.6,38.2", added.FirstPosition());
    }

    [Fact]
    public async Task Req_create_replace_delete_post_response()
    {
        var client = await WriterAsync();

        var answer = await client.WriteAsync("POST", Items, Body, WriterClient.GeoJson);

        var id = (await client.GetJsonAsync(answer.Headers.Location!.ToString())).GetProperty("id").GetInt64();
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.EndsWith($"{Items}/{id}", answer.Headers.Location.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The id is new, whatever id the body names.</summary>
    [Fact]
    public async Task Req_create_replace_delete_post_response_rid()
    {
        var client = await WriterAsync();
        var known = (await client.GetItemsAsync("parcels", "?limit=1000")).Ids();

        var answer = await client.WriteAsync("POST", Items, Named("3"), WriterClient.GeoJson);

        Assert.DoesNotContain((await client.GetJsonAsync(answer.Headers.Location!.ToString())).GetProperty("id").GetInt64(), known);
    }

    [Fact]
    public Task Req_create_replace_delete_post_content_type() => AssertTypeIsNeededAsync("POST", Items);

    [Fact]
    public Task Req_create_replace_delete_put_content_type() => AssertTypeIsNeededAsync("PUT", $"{Items}/2");

    [Fact]
    public async Task Req_create_replace_delete_put_op()
    {
        var client = await WriterAsync();
        var path = await AddAsync(client);

        Assert.True((await ReplaceAsync(client, path)).IsSuccessStatusCode);
    }

    /// <summary>The whole feature is another: what the body does not name is gone.</summary>
    [Fact]
    public async Task Req_create_replace_delete_put_body()
    {
        var client = await WriterAsync();
        var path = await AddAsync(client);
        await client.PatchAsync(path, """{"properties":{"floors":3}}""");

        await ReplaceAsync(client, path);
        var replaced = await client.GetJsonAsync(path);

        Assert.Equal("replaced", replaced.Code());
        Assert.Equal("114.7,38.3", replaced.FirstPosition());
        Assert.False(replaced.GetProperty("properties").TryGetProperty("floors", out _));
    }

    [Fact]
    public async Task Req_create_replace_delete_put_response()
    {
        var client = await WriterAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await ReplaceAsync(client, await AddAsync(client))).StatusCode);
    }

    /// <summary>A body that names another feature is refused; one that names this one is taken.</summary>
    [Fact]
    public async Task Req_create_replace_delete_put_rid()
    {
        var client = await WriterAsync();
        var path = await AddAsync(client);
        var own = (await client.GetJsonAsync(path)).GetProperty("id").GetRawText();

        var other = await client.WriteAsync("PUT", path, Named("987654"), WriterClient.GeoJson, "*");
        var same = await client.WriteAsync("PUT", path, Named(own), WriterClient.GeoJson, "*");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, same.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{Items}/987654")).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("\"xyz\"")]
    public async Task Req_create_replace_delete_put_rid_exception(string? ifMatch)
    {
        var answer = await (await WriterAsync()).WriteAsync("PUT", $"{Items}/987655", Body, WriterClient.GeoJson, ifMatch);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await WriterAsync()).GetAsync($"{Items}/987655")).StatusCode);
    }

    [Fact]
    public async Task Req_create_replace_delete_delete_op()
    {
        var client = await WriterAsync();
        var path = await AddAsync(client);

        await client.WriteAsync("DELETE", path, ifMatch: await client.TagAsync(path));

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Req_create_replace_delete_delete_response()
    {
        var client = await WriterAsync();
        var path = await AddAsync(client);

        var answer = await client.WriteAsync("DELETE", path, ifMatch: await client.TagAsync(path));
        var again = await client.WriteAsync("DELETE", path, ifMatch: "*");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (answer.StatusCode, again.StatusCode));
    }

    [Fact]
    public async Task Req_update_methods()
    {
        var options = await (await WriterAsync()).WriteAsync("OPTIONS", $"{Items}/1");

        Assert.Contains("PATCH", options.Content.Headers.Allow);
        Assert.Equal(WriterClient.MergePatch, Header(options, "Accept-Patch"));
    }

    [Fact]
    public async Task Req_update_update_patch_op()
    {
        var client = await WriterAsync();

        Assert.True((await client.PatchAsync(await AddAsync(client), """{"properties":{"use":"hospital"}}""")).IsSuccessStatusCode);
    }

    /// <summary>What the body names is changed, all else stays.</summary>
    [Fact]
    public async Task Req_update_update_patch_body()
    {
        var client = await WriterAsync();
        var path = await AddAsync(client);
        var before = await client.GetJsonAsync(path);

        await client.PatchAsync(path, """{"properties":{"use":"hospital"}}""");
        var after = await client.GetJsonAsync(path);

        Assert.Equal("new|hospital|130102", Words(after, "code", "use", "area_code"));
        Assert.Equal(before.GetProperty("geometry").GetRawText(), after.GetProperty("geometry").GetRawText());
    }

    [Fact]
    public async Task Req_update_update_patch_response()
    {
        var client = await WriterAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await client.PatchAsync(await AddAsync(client), """{"properties":{"use":"hospital"}}""")).StatusCode);
    }

    [Fact]
    public async Task Req_update_update_patch_body_content_type() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await WriterAsync()).WriteAsync("PATCH", $"{Items}/3", "{}", type: null, ifMatch: "*")).StatusCode);

    [Fact]
    public async Task Req_update_rid() => Assert.Equal(HttpStatusCode.UnprocessableEntity, (await (await WriterAsync()).PatchAsync($"{Items}/3", """{"id":4}""")).StatusCode);

    [Fact]
    public async Task Req_features_update_json_merge_patch()
    {
        var client = await WriterAsync();
        var path = await AddAsync(client);

        await client.PatchAsync(path, """{"properties":{"code":"P1","floors":3,"use":null},"geometry":{"type":"Polygon","coordinates":[[[114.8,38.4],[114.81,38.4],[114.81,38.41],[114.8,38.4]]]}}""");
        var patched = await client.GetJsonAsync(path);

        Assert.Equal("P1", patched.Code());
        Assert.Equal(3, patched.GetProperty("properties").GetProperty("floors").GetInt32());
        Assert.False(patched.GetProperty("properties").TryGetProperty("use", out _));
        Assert.Equal("114.8,38.4", patched.FirstPosition());
    }

    [Fact]
    public async Task Req_optimistic_locking_etags_get_etag_response()
    {
        var tag = (await (await WriterAsync()).GetAsync($"{Items}/4")).Headers.ETag!;

        Assert.False(tag.IsWeak);
    }

    [Fact]
    public Task Req_optimistic_locking_etags_put_etag_response() => AssertTagIsGivenAsync("PUT");

    [Fact]
    public Task Req_optimistic_locking_etags_patch_etag_response() => AssertTagIsGivenAsync("PATCH");

    [Fact]
    public Task Req_optimistic_locking_etags_ifmatch_put_op() => AssertTagIsNeededAsync("PUT");

    [Fact]
    public Task Req_optimistic_locking_etags_ifmatch_patch_op() => AssertTagIsNeededAsync("PATCH");

    [Fact]
    public Task Req_optimistic_locking_etags_ifmatch_put_eval() => AssertTagIsJudgedAsync("PUT");

    [Fact]
    public Task Req_optimistic_locking_etags_ifmatch_patch_eval() => AssertTagIsJudgedAsync("PATCH");

    [Fact]
    public async Task Deleting_needs_the_tag_and_judges_it()
    {
        await AssertTagIsNeededAsync("DELETE");
        await AssertTagIsJudgedAsync("DELETE");
    }

    [Fact]
    public async Task Req_features_resources_endpoint()
    {
        var client = await WriterAsync();

        var path = await AddAsync(client);

        Assert.Contains((await client.GetJsonAsync(path)).GetProperty("id").GetInt64(), (await client.GetItemsAsync("parcels", "?limit=1000")).Ids());
    }

    [Fact]
    public async Task Req_features_resource_endpoint()
    {
        var client = await WriterAsync();
        var id = (await client.GetJsonAsync(await AddAsync(client))).GetProperty("id").GetInt64();

        Assert.Equal(HttpStatusCode.NoContent, (await client.PatchAsync($"{Items}/{id}", """{"properties":{"use":"hospital"}}""")).StatusCode);
    }

    /// <summary>PUT makes no new feature here, and no collection says that it would.</summary>
    [Fact]
    public async Task Req_features_collection_endpoint()
    {
        var collection = await (await WriterAsync()).GetJsonAsync("/ogc/collections/parcels");

        Assert.False(collection.TryGetProperty("supportsNonAutogeneratedResourceIds", out _));
    }

    /// <summary>For servers without Part 2; this one has it, and reads CRS84 where nothing is said all the same.</summary>
    [Fact]
    public async Task Req_features_crs_crs84()
    {
        var client = await WriterAsync();

        Assert.Contains("/ogcapi-features-2/1.0/conf/crs", (await client.GetJsonAsync("/ogc/conformance")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal("114.6,38.2", (await client.GetJsonAsync(await AddAsync(client))).FirstPosition());
    }

    [Fact]
    public async Task Req_features_default_crs()
    {
        var client = await WriterAsync();

        var said = await client.WriteAsync("POST", Items, Body, WriterClient.GeoJson, contentCrs: $"<{OgcClient.Crs84Uri}>");

        Assert.Equal((await client.GetJsonAsync(await AddAsync(client))).FirstPosition(), (await client.GetJsonAsync(said.Headers.Location!.ToString())).FirstPosition());
    }

    [Theory]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/4490")]
    [InlineData("<http://www.opengis.net/def/crs/EPSG/0/2000>")]
    [InlineData("<>")]
    public async Task Req_features_content_crs_header(string header) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await WriterAsync()).WriteAsync("POST", Items, Body, WriterClient.GeoJson, contentCrs: header)).StatusCode);

    /// <summary>For servers with Part 5, which is not claimed: a feature may have any property.</summary>
    [Fact]
    public async Task Req_features_schema()
    {
        var client = await WriterAsync();

        Assert.DoesNotContain("/ogcapi-features-5/", (await client.GetJsonAsync("/ogc/conformance")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await client.PatchAsync(await AddAsync(client), """{"properties":{"never_heard_of":true}}""")).StatusCode);
    }

    /// <summary>For servers that take GML, which is neither claimed nor taken.</summary>
    [Theory]
    [InlineData("POST", Items)]
    [InlineData("PUT", $"{Items}/2")]
    public async Task Req_features_gml_create_replace(string method, string path)
    {
        var client = await WriterAsync();

        Assert.DoesNotContain("/conf/gmlsf", (await client.GetJsonAsync("/ogc/conformance")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.WriteAsync(method, path, "<parcel/>", "application/gml+xml", "*")).StatusCode);
    }

    /// <summary>As above: no srsName is read, whatever system it names.</summary>
    [Fact]
    public async Task Req_features_gml_srsname() => Assert.Equal(
        HttpStatusCode.UnsupportedMediaType,
        (await (await WriterAsync()).WriteAsync("PATCH", $"{Items}/2", "<geometry srsName=\"http://www.opengis.net/def/crs/EPSG/0/4490\"/>", "application/gml+xml", "*")).StatusCode);

    [Theory]
    [InlineData("4490", "38.2", "114.6")]
    [InlineData("4526", "4229563.3557", "38464955.2353")]
    public async Task Req_features_crs_other_crs(string code, string first, string second)
    {
        var client = await WriterAsync();
        var uri = OgcClient.EpsgUri + code;
        var (x, y) = (double.Parse(first, System.Globalization.CultureInfo.InvariantCulture), double.Parse(second, System.Globalization.CultureInfo.InvariantCulture));
        var body = FormattableString.Invariant(
            $$$"""{"type":"Feature","properties":{"area_code":"130102"},"geometry":{"type":"Polygon","coordinates":[[[{{{x}}},{{{y}}}],[{{{x + 0.01}}},{{{y}}}],[{{{x + 0.01}}},{{{y + 0.01}}}],[{{{x}}},{{{y}}}]]]}}""");

        var answer = await client.WriteAsync("POST", Items, body, WriterClient.GeoJson, contentCrs: $"<{uri}>");
        var again = await client.GetJsonAsync($"{answer.Headers.Location}?crs={Uri.EscapeDataString(uri)}");
        var unknown = await client.WriteAsync("POST", Items, body, WriterClient.GeoJson, contentCrs: $"<{OgcClient.EpsgUri}2000>");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.All(
            again.FirstPosition().Split(',').Zip([x, y]),
            pair => Assert.Equal(pair.Second, double.Parse(pair.First, System.Globalization.CultureInfo.InvariantCulture), code == "4490" ? 1e-6 : 1e-3));
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    /// <summary>What is read can be sent back as it is.</summary>
    [Fact]
    public async Task Req_features_geojson_create_replace()
    {
        var client = await WriterAsync();
        var path = await AddAsync(client);
        var read = await client.GetJsonAsync(path);

        var answer = await client.WriteAsync("PUT", path, read.GetRawText(), WriterClient.GeoJson, await client.TagAsync(path));
        var again = await client.GetJsonAsync(path);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(Plain(read), Plain(again));
    }

    private async Task AssertTypeIsNeededAsync(string method, string path)
    {
        var without = await (await WriterAsync()).WriteAsync(method, path, Body, type: null, ifMatch: "*");
        var other = await (await WriterAsync()).WriteAsync(method, path, Body, "text/csv", ifMatch: "*");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.UnsupportedMediaType), (without.StatusCode, other.StatusCode));
    }

    /// <summary>The tag of the answer is that of the state that was made: it differs from the one before, and the next change may go by it.</summary>
    private async Task AssertTagIsGivenAsync(string method)
    {
        var client = await WriterAsync();
        var path = await AddAsync(client);
        var tag = await client.TagAsync(path);

        var changed = (await ChangeAsync(client, method, path, tag)).Headers.ETag?.ToString();

        Assert.NotNull(changed);
        Assert.NotEqual(tag, changed);
        Assert.True((await ChangeAsync(client, method, path, changed)).IsSuccessStatusCode);
    }

    private async Task AssertTagIsNeededAsync(string method)
    {
        var client = await WriterAsync();
        var path = await AddAsync(client);
        var tag = await client.TagAsync(path);

        var without = await ChangeAsync(client, method, path, ifMatch: null);

        Assert.Equal(HttpStatusCode.PreconditionRequired, without.StatusCode);
        Assert.Equal(tag, await client.TagAsync(path));
    }

    private async Task AssertTagIsJudgedAsync(string method)
    {
        var client = await WriterAsync();
        var path = await AddAsync(client);
        var tag = await client.TagAsync(path);

        var stale = await ChangeAsync(client, method, path, "\"0\"");
        var weak = await ChangeAsync(client, method, path, $"W/{tag}");
        var unchanged = await client.TagAsync(path);
        var matching = await ChangeAsync(client, method, path, tag);

        Assert.Equal((HttpStatusCode.PreconditionFailed, HttpStatusCode.PreconditionFailed), (stale.StatusCode, weak.StatusCode));
        Assert.Equal(tag, unchanged);
        Assert.Equal(HttpStatusCode.NoContent, matching.StatusCode);
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient client, string method, string path, string? ifMatch)
    {
        var (body, type) = method switch { "PUT" => (Body, WriterClient.GeoJson), "PATCH" => ("{}", WriterClient.MergePatch), _ => (null, null) };
        return client.WriteAsync(method, path, body, type, ifMatch);
    }

    private static async Task<HttpResponseMessage> ReplaceAsync(HttpClient client, string path) =>
        await client.WriteAsync("PUT", path, WriterClient.Parcel(114.7, 38.3, "130102", "replaced"), WriterClient.GeoJson, await client.TagAsync(path));

    private Task<HttpClient> WriterAsync() => system.WithAsync("administrator|130000|");

    private static async Task<string> AddAsync(HttpClient client) => (await client.WriteAsync("POST", Items, Body, WriterClient.GeoJson)).Headers.Location!.PathAndQuery;

    private static string Named(string id) => Body.Replace("\"type\":\"Feature\"", $"\"type\":\"Feature\",\"id\":{id}", StringComparison.Ordinal);

    private static string Words(JsonElement feature, params string[] names) => string.Join('|', names.Select(name => feature.GetProperty("properties").GetProperty(name).GetString()));

    private static string Plain(JsonElement feature) => feature.GetProperty("geometry").GetRawText() + feature.GetProperty("properties").GetRawText();

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}
