using System.Net;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.Writing;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>Replacing and deleting.</summary>
public sealed partial class Part4_Tests
{
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
    public async Task Deleting_needs_the_tag_and_judges_it()
    {
        await AssertTagIsNeededAsync("DELETE");
        await AssertTagIsJudgedAsync("DELETE");
    }
}
