using System.Net;
using System.Text.Json;
using Gis.Tiles.Tests.VectorTiles;
using Xunit;

namespace Gis.Tiles.Tests.Features;

[Collection(TilesSystemGroup.Name)]
public sealed class Documents_Tests(TilesSystem system)
{
    [Fact]
    public async Task Every_link_from_the_landing_page_down_leads_somewhere()
    {
        var seen = new HashSet<string>();
        var open = new Queue<string>([new Uri(system.Address, "/ogc").ToString()]);
        while (open.TryDequeue(out var address))
        {
            if (!seen.Add(address))
            {
                continue;
            }

            var answer = await system.Anyone.GetAsync(address);
            Assert.True(answer.IsSuccessStatusCode, $"{address} answers {(int)answer.StatusCode}");
            if (answer.Content.Headers.ContentType?.MediaType is not { } form || !form.EndsWith("json", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var link in Links(JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement))
            {
                open.Enqueue(link);
            }
        }

        Assert.Contains(seen, address => address.EndsWith("/tiles/WebMercatorQuad?f=tilejson", StringComparison.Ordinal));
        Assert.Contains(seen, address => address.EndsWith("/districts/queryables", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Definition_describes_each_route_that_there_is()
    {
        var api = await system.Anyone.GetJsonAsync("/ogc/api");

        Assert.StartsWith("3.0", api.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        // Those of pictures: ImageTile_Tests.
        foreach (var path in api.GetProperty("paths").EnumerateObject().Where(path => !path.Name.Contains("/map/", StringComparison.Ordinal)))
        {
            var address = path.Name
                .Replace("{collectionId}", "districts", StringComparison.Ordinal).Replace("{featureId}", "1", StringComparison.Ordinal).Replace("{recordId}", "districts", StringComparison.Ordinal)
                .Replace("{tileMatrixSetId}", "WebMercatorQuad", StringComparison.Ordinal).Replace("{tileMatrix}", "0", StringComparison.Ordinal)
                .Replace("{tileRow}", "0", StringComparison.Ordinal).Replace("{tileCol}", "0", StringComparison.Ordinal);
            var answer = await system.Anyone.GetAsync($"/ogc{(address == "/" ? "" : address)}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(
                path.Value.GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty(answer.Content.Headers.ContentType!.ToString().Replace("; ", ";", StringComparison.Ordinal), out _)
                || path.Value.GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty(answer.Content.Headers.ContentType.MediaType!, out _),
                $"{path.Name} answers {answer.Content.Headers.ContentType}");
        }
    }

    [Fact]
    public async Task TileJson_leads_to_tiles_that_hold_the_named_layer()
    {
        var tileJson = await system.Anyone.GetJsonAsync("/ogc/collections/districts/tiles/WebMercatorQuad?f=tilejson");

        var template = tileJson.GetProperty("tiles")[0].GetString()!;
        var path = new Uri(template.Replace("{z}", "10", StringComparison.Ordinal).Replace("{y}", "394", StringComparison.Ordinal).Replace("{x}", "837", StringComparison.Ordinal));
        var layer = tileJson.GetProperty("vector_layers")[0];
        var tile = await DecodedTile.ReadAsync(await system.Anyone.GetByteArrayAsync(path), "10/394/837", layer.GetProperty("id").GetString()!);

        Assert.Single(tile.Features);
        Assert.Equal("number", layer.GetProperty("fields").GetProperty("households").GetString());
        Assert.Equal(12, tileJson.GetProperty("maxzoom").GetInt32());
        Assert.Equal([114, 38, 118.5, 40], tileJson.GetProperty("bounds").EnumerateArray().Select(number => number.GetDouble()));
        Assert.Equal("Test survey", tileJson.GetProperty("attribution").GetString());
    }

    [Fact]
    public async Task Matrix_of_zoom_ten_has_the_registered_scale()
    {
        var set = await system.Anyone.GetJsonAsync("/ogc/tileMatrixSets/WebMercatorQuad");

        var matrix = set.GetProperty("tileMatrices")[10];
        Assert.Equal(545978.773465544, matrix.GetProperty("scaleDenominator").GetDouble(), 4);
        Assert.Equal(1024, matrix.GetProperty("matrixWidth").GetInt32());
    }

    [Theory]
    [InlineData("/ogc/collections/districts/tiles/WorldCRS84Quad")]
    [InlineData("/ogc/tiles/WorldCRS84Quad")]
    [InlineData("/ogc/tileMatrixSets/WorldCRS84Quad")]
    [InlineData("/ogc/collections/nowhere")]
    [InlineData("/ogc/collections/nowhere/queryables")]
    public async Task What_is_not_offered_is_not_found(string path)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await system.Anyone.GetAsync(path)).StatusCode);
    }

    /// <summary>Addresses of links that are no templates; pages of pages end, so this does too.</summary>
    /// <summary>Addresses of documents; a profile is named, not to be fetched.</summary>
    private static IEnumerable<string> Links(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => member.NameEquals("links") && member.Value.ValueKind == JsonValueKind.Array
            ? member.Value.EnumerateArray().Where(link => !link.TryGetProperty("templated", out _) && link.GetProperty("rel").GetString() != "profile").Select(link => link.GetProperty("href").GetString()!)
            : Links(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Links),
        _ => [],
    };
}
