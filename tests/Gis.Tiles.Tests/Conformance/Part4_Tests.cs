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

    [Theory]
    [InlineData(Items, "GET, OPTIONS, POST")]
    [InlineData($"{Items}/1", "GET, OPTIONS, PUT, PATCH, DELETE")]
    public async Task Req_core_methods_and_options_op_and_response(string path, string allowed)
    {
        var answer = await (await WriterAsync()).WriteAsync("OPTIONS", path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(allowed, string.Join(", ", answer.Content.Headers.Allow));
    }

    [Fact]
    public async Task Req_create_replace_delete_options_accept_post() =>
        Assert.Contains("application/geo+json", Header(await (await WriterAsync()).WriteAsync("OPTIONS", Items), "Accept-Post"), StringComparison.Ordinal);

    [Fact]
    public async Task Req_create_replace_delete_post_op_and_body_and_response_and_response_rid()
    {
        var client = await WriterAsync();
        var known = (await client.GetItemsAsync("parcels", "?limit=1000")).Ids();

        var answer = await client.WriteAsync("POST", Items, Body, WriterClient.GeoJson);
        var added = await client.GetJsonAsync(answer.Headers.Location!.ToString());

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.DoesNotContain(added.GetProperty("id").GetInt64(), known);
        Assert.EndsWith($"/{added.GetProperty("id").GetInt64()}", answer.Headers.Location.ToString(), StringComparison.Ordinal);
        Assert.Equal("new|school|130102", Words(added, "code", "use", "area_code"));
        Assert.Equal("114.6,38.2", added.FirstPosition());
    }

    [Theory]
    [InlineData("POST", Items)]
    [InlineData("PUT", $"{Items}/2")]
    public async Task Req_create_replace_delete_post_and_put_content_type(string method, string path)
    {
        var without = await (await WriterAsync()).WriteAsync(method, path, Body, type: null, ifMatch: "*");
        var other = await (await WriterAsync()).WriteAsync(method, path, Body, "text/csv", ifMatch: "*");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.UnsupportedMediaType), (without.StatusCode, other.StatusCode));
    }

    [Fact]
    public async Task Req_create_replace_delete_put_op_and_body_and_response()
    {
        var client = await WriterAsync();
        var path = await AddAsync(client);

        var answer = await client.WriteAsync("PUT", path, WriterClient.Parcel(114.7, 38.3, "130102", "replaced"), WriterClient.GeoJson, await client.TagAsync(path));
        var replaced = await client.GetJsonAsync(path);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("replaced", replaced.Code());
        Assert.Equal("114.7,38.3", replaced.FirstPosition());
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
    public async Task Req_create_replace_delete_delete_op_and_response()
    {
        var client = await WriterAsync();
        var path = await AddAsync(client);

        var answer = await client.WriteAsync("DELETE", path, ifMatch: await client.TagAsync(path));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Req_update_methods_and_options_accept_patch() =>
        Assert.Equal(WriterClient.MergePatch, Header(await (await WriterAsync()).WriteAsync("OPTIONS", $"{Items}/1"), "Accept-Patch"));

    [Fact]
    public async Task Req_update_patch_op_and_body_and_response()
    {
        var client = await WriterAsync();
        var path = await AddAsync(client);
        var before = await client.GetJsonAsync(path);

        var answer = await client.PatchAsync(path, """{"properties":{"use":"hospital"}}""");
        var after = await client.GetJsonAsync(path);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("new|hospital|130102", Words(after, "code", "use", "area_code"));
        Assert.Equal(before.GetProperty("geometry").GetRawText(), after.GetProperty("geometry").GetRawText());
    }

    [Fact]
    public async Task Req_update_patch_content_type() =>
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

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Req_optimistic_locking_etags_ifmatch_op_and_eval_and_etag_response(string method)
    {
        var client = await WriterAsync();
        var path = await AddAsync(client);
        var tag = await client.TagAsync(path);
        var (body, type) = method switch { "PUT" => (Body, WriterClient.GeoJson), "PATCH" => ("{}", WriterClient.MergePatch), _ => (null, null) };

        var without = await client.WriteAsync(method, path, body, type);
        var stale = await client.WriteAsync(method, path, body, type, "\"0\"");
        var weak = await client.WriteAsync(method, path, body, type, $"W/{tag}");
        var unchanged = await client.TagAsync(path);
        var matching = await client.WriteAsync(method, path, body, type, tag);

        Assert.Equal(HttpStatusCode.PreconditionRequired, without.StatusCode);
        Assert.Equal((HttpStatusCode.PreconditionFailed, HttpStatusCode.PreconditionFailed), (stale.StatusCode, weak.StatusCode));
        Assert.Equal(tag, unchanged);
        Assert.Equal(HttpStatusCode.NoContent, matching.StatusCode);
        Assert.NotEqual(tag, matching.Headers.ETag?.ToString());
    }

    [Fact]
    public async Task Req_features_resources_endpoint_and_resource_endpoint()
    {
        var client = await WriterAsync();

        var path = await AddAsync(client);

        Assert.Contains((await client.GetJsonAsync(path)).GetProperty("id").GetInt64(), (await client.GetItemsAsync("parcels", "?limit=1000")).Ids());
    }

    [Theory]
    [InlineData("4490", "38.2", "114.6")]
    [InlineData("4526", "4229563.3557", "38464955.2353")]
    public async Task Req_features_content_crs_header_and_default_crs_and_other_crs(string code, string first, string second)
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

    private Task<HttpClient> WriterAsync() => system.WithAsync("administrator|130000|");

    private static async Task<string> AddAsync(HttpClient client) => (await client.WriteAsync("POST", Items, Body, WriterClient.GeoJson)).Headers.Location!.PathAndQuery;

    private static string Named(string id) => Body.Replace("\"type\":\"Feature\"", $"\"type\":\"Feature\",\"id\":{id}", StringComparison.Ordinal);

    private static string Words(JsonElement feature, params string[] names) => string.Join('|', names.Select(name => feature.GetProperty("properties").GetProperty(name).GetString()));

    private static string Plain(JsonElement feature) => feature.GetProperty("geometry").GetRawText() + feature.GetProperty("properties").GetRawText();

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}
