using System.Net;
using System.Text.Json;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.Writing;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>OGC API Features Part 4 (20-002r1, draft): create-replace-delete, update, optimistic-locking-etags, features; a test a requirement.</summary>
public sealed partial class Part4_Tests(TilesSystem system) : IClassFixture<TilesSystem>
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
