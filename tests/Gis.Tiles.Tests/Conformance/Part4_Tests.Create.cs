using System.Net;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.Writing;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>Creating: what POST takes and answers.</summary>
public sealed partial class Part4_Tests
{
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
}
