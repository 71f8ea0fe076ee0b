using System.Net;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.Writing;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>Updating in part, by PATCH.</summary>
public sealed partial class Part4_Tests
{
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
}
