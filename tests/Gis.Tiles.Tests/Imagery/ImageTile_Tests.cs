using System.Net;
using System.Text.Json;
using Gis.Testing;
using Gis.Tiles.Matrices;
using Gis.Tiles.Tests.Features;
using Xunit;

namespace Gis.Tiles.Tests.Imagery;

/// <summary>Pictures as map tiles, and what is told of them.</summary>
[Collection(ImagesSystemGroup.Name)]
public sealed class ImageTile_Tests(ImagesSystem system)
{
    private const string Mercator = "WebMercatorQuad";
    private const string Cgcs2000 = "CGCS2000Quad";

    /// <summary>Tiles (z/y/x) in the middle of the pictures.</summary>
    private static readonly Dictionary<string, string> Middle = new() { [Mercator] = "15/12633/26806", [Cgcs2000] = "14/4728/26806" };

    [Theory]
    [InlineData(Mercator)]
    [InlineData(Cgcs2000)]
    public async Task Tile_is_a_png_that_all_may_keep(string set)
    {
        using var answer = await system.Anyone.GetAsync(Path("photo", set, Middle[set]));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal([0x89, 0x50, 0x4e, 0x47], (await answer.Content.ReadAsByteArrayAsync())[..4]);
        Assert.Equal("public, max-age=3600, stale-while-revalidate=86400", answer.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData(Mercator)]
    [InlineData(Cgcs2000)]
    public async Task Known_tile_is_not_sent_again(string set)
    {
        using var first = await system.Anyone.GetAsync(Path("photo", set, Middle[set]));
        using var again = new HttpRequestMessage(HttpMethod.Get, Path("photo", set, Middle[set]));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var answer = await system.Anyone.SendAsync(again);

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Equal(first.Headers.ETag, answer.Headers.ETag);
    }

    [Fact]
    public async Task Each_time_has_its_own_tile_and_without_one_the_newest_is_given()
    {
        var newest = await TagAsync("");
        var tags = new[] { await TagAsync("?time=2019-05-01"), await TagAsync("?time=2020-05-01"), await TagAsync("?time=2021-05-01T03:04:05Z") };

        Assert.Equal(3, tags.Distinct().Count());
        Assert.Equal(tags[2], newest);
        Assert.Equal(tags[1], await TagAsync("?datetime=2020-05-01T00:00:00Z"));
        Assert.Equal(tags[2], await TagAsync("?time=2021-05-01T11:04:05%2B08:00"));
    }

    [Theory]
    [InlineData("?time=yesterday", HttpStatusCode.BadRequest, "2020-08-31")]
    [InlineData("?time=2020-05-01&datetime=2020-05-01", HttpStatusCode.BadRequest, "not both")]
    [InlineData("?time=2020-05-01&time=2021-05-01", HttpStatusCode.BadRequest, "one value")]
    [InlineData("?time=2020-05-02", HttpStatusCode.NotFound, "2021-05-01T03:04:05Z, 2020-05-01, 2019-05-01")]
    [InlineData("?colour=red", HttpStatusCode.BadRequest, "f, time, datetime, v")]
    public async Task Wrong_time_is_refused_with_those_that_there_are(string query, HttpStatusCode status, string accepted)
    {
        using var answer = await system.Anyone.GetAsync(Path("photo", Mercator, Middle[Mercator]) + query);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains(accepted, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("15/12633/26000", HttpStatusCode.NoContent)]
    [InlineData("0/0/0", HttpStatusCode.NoContent)]
    [InlineData("18/0/0", HttpStatusCode.NoContent)]
    [InlineData("19/0/0", HttpStatusCode.NotFound)]
    [InlineData("3/8/0", HttpStatusCode.NotFound)]
    [InlineData("3/0/8", HttpStatusCode.NotFound)]
    [InlineData("3/0/x", HttpStatusCode.BadRequest)]
    [InlineData("-1/0/0", HttpStatusCode.BadRequest)]
    [InlineData("3/99999999999999999999/0", HttpStatusCode.BadRequest)]
    public async Task Tile_beside_the_picture_is_empty_and_one_beside_the_matrix_refused(string address, HttpStatusCode status)
    {
        using var answer = await system.Anyone.GetAsync(Path("photo", Mercator, address));

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Geographic_matrix_is_twice_as_wide_as_high()
    {
        using var east = await system.Anyone.GetAsync(Path("photo", Cgcs2000, "3/0/15"));
        using var south = await system.Anyone.GetAsync(Path("photo", Cgcs2000, "3/8/0"));

        Assert.Equal(HttpStatusCode.NoContent, east.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, south.StatusCode);
        Assert.Contains("tileRow 0 … 7, tileCol 0 … 15", await south.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/items")]
    [InlineData("/queryables")]
    [InlineData("/tiles")]
    [InlineData("/tiles/WebMercatorQuad")]
    [InlineData("/tiles/WebMercatorQuad/0/0/0")]
    public async Task Image_layer_has_no_features(string path)
    {
        using var answer = await system.Anyone.GetAsync($"/ogc/collections/photo{path}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Feature_layer_has_no_pictures()
    {
        using var answer = await system.Anyone.GetAsync(Path("districts", Mercator, "0/0/0"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Collection_tells_place_times_and_tiles()
    {
        var collection = await system.Anyone.GetJsonAsync("/ogc/collections/photo");

        var extent = collection.GetProperty("extent");
        Assert.Equal([114.50, 38.05, 114.51, 38.06], Numbers(extent.GetProperty("spatial").GetProperty("bbox")[0]).Select(number => Math.Round(number, 4)));
        Assert.Equal("2019-05-01T00:00:00Z", extent.GetProperty("temporal").GetProperty("interval")[0][0].GetString());
        Assert.Equal("2021-05-01T03:04:05Z", extent.GetProperty("temporal").GetProperty("interval")[0][1].GetString());
        Assert.Equal(
            ["2019-05-01", "2020-05-01", "2021-05-01T03:04:05Z"],
            extent.GetProperty("temporal").GetProperty("grid").GetProperty("coordinates").EnumerateArray().Select(time => time.GetString()));
        Assert.EndsWith("/ogc/collections/photo/map/tiles", collection.Link("http://www.opengis.net/def/rel/ogc/1.0/tilesets-map"), StringComparison.Ordinal);
        Assert.Null(collection.Link("items"));
    }

    [Theory]
    [InlineData(Mercator)]
    [InlineData(Cgcs2000)]
    public async Task Tileset_limits_hold_every_tile_that_there_is(string set)
    {
        var tileset = await system.Anyone.GetJsonAsync($"/ogc/collections/photo/map/tiles/{set}");

        Assert.Equal("map", tileset.GetProperty("dataType").GetString());
        foreach (var limit in tileset.GetProperty("tileMatrixSetLimits").EnumerateArray())
        {
            var zoom = limit.GetProperty("tileMatrix").GetString();
            using var first = await system.Anyone.GetAsync(Path("photo", set, $"{zoom}/{limit.GetProperty("minTileRow")}/{limit.GetProperty("minTileCol")}"));
            using var last = await system.Anyone.GetAsync(Path("photo", set, $"{zoom}/{limit.GetProperty("maxTileRow")}/{limit.GetProperty("maxTileCol")}"));
            using var beyond = await system.Anyone.GetAsync(Path("photo", set, $"{zoom}/{limit.GetProperty("maxTileRow").GetInt32() + 1}/{limit.GetProperty("maxTileCol")}"));

            Assert.Equal((zoom, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NoContent), (zoom, first.StatusCode, last.StatusCode, beyond.StatusCode));
        }
    }

    [Fact]
    public async Task Tile_json_leads_to_the_tiles()
    {
        var told = await system.Anyone.GetJsonAsync($"/ogc/collections/photo/map/tiles/{Mercator}?f=tilejson");

        using var tile = await system.Anyone.GetAsync(told.GetProperty("tiles")[0].GetString()!
            .Replace("{z}/{y}/{x}", Middle[Mercator], StringComparison.Ordinal));
        using var other = await system.Anyone.GetAsync($"/ogc/collections/photo/map/tiles/{Cgcs2000}?f=tilejson");

        Assert.Equal(HttpStatusCode.OK, tile.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    /// <summary>Figures of the national map service's set c, whose level is one more, and OGC's denominators.</summary>
    [Theory]
    [InlineData(0, 0.703125, 279541132.014359, 2, 1)]
    [InlineData(9, 0.001373291015625, 545978.773466, 1024, 512)]
    [InlineData(17, 0.0000053644180297851562, 2132.729584, 262144, 131072)]
    public async Task Geographic_matrix_set_is_that_of_the_national_map_service(int zoom, double cellSize, double denominator, long width, long height)
    {
        var set = await system.Anyone.GetJsonAsync($"/ogc/tileMatrixSets/{Cgcs2000}");

        var matrix = set.GetProperty("tileMatrices")[zoom];
        Assert.Equal("http://www.opengis.net/def/crs/EPSG/0/4490", set.GetProperty("crs").GetString());
        Assert.Equal(cellSize, matrix.GetProperty("cellSize").GetDouble(), 1e-18);
        Assert.Equal(denominator, matrix.GetProperty("scaleDenominator").GetDouble(), 1e-5);
        Assert.Equal((width, height), (matrix.GetProperty("matrixWidth").GetInt64(), matrix.GetProperty("matrixHeight").GetInt64()));
        Assert.Equal([90, -180], Numbers(matrix.GetProperty("pointOfOrigin")));
    }

    [Fact]
    public void Tile_of_a_place_is_found_by_the_formula()
    {
        var tile = TileMatrixSet.Cgcs2000Quad.Cover(new(114.5, 38.05, 114.5, 38.05), 9);

        Assert.Equal((837, 147), (tile.MinColumn, tile.MinRow));   // floor((114.5 + 180) / (res × 256)), floor((90 − 38.05) / (res × 256))
    }

    [Fact]
    public async Task Hidden_picture_and_absent_picture_get_the_same_answer()
    {
        foreach (var path in new[] { "", "/map/tiles", $"/map/tiles/{Mercator}", $"/map/tiles/{Mercator}/{Middle[Mercator]}" })
        {
            using var hidden = await system.Anyone.GetAsync($"/ogc/collections/secret{path}");
            using var absent = await system.Anyone.GetAsync($"/ogc/collections/nothing{path}");

            Assert.Equal((path, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (path, hidden.StatusCode, absent.StatusCode));
            Assert.Equal(await WordsAsync(absent), await WordsAsync(hidden));
        }
    }

    /// <summary>A picture cannot be cut by area: it takes the top of the tree, or a grant that names it.</summary>
    [Theory]
    [InlineData("inspector", "130000", null, true)]
    [InlineData("inspector", "130200", null, false)]
    [InlineData("guest", "130200", "parcels", false)]
    [InlineData("guest", "130200", "secret", true)]
    [InlineData("guest", "130000", "parcels", false)]
    public async Task Scoped_picture_is_given_whole_or_not_at_all(string role, string area, string? layers, bool isSeen)
    {
        var caller = (await system.PersonAsync(role, area, layers?.Split(','))).Program;

        using var tile = await caller.GetAsync(Path("secret", Mercator, "12/1579/3350"));
        var listed = (await caller.GetJsonAsync("/ogc/collections")).GetProperty("collections").EnumerateArray().Select(item => item.GetProperty("id").GetString());

        Assert.Equal(isSeen ? HttpStatusCode.OK : HttpStatusCode.NotFound, tile.StatusCode);
        Assert.Equal(isSeen, listed.Contains("secret"));
        if (isSeen)
        {
            Assert.Equal("no-cache, private", string.Join(", ", tile.Headers.CacheControl!.ToString().Split(", ").Order(StringComparer.Ordinal)));
            Assert.NotNull(tile.Headers.ETag);
        }
    }

    [Fact]
    public async Task Definition_describes_each_route_of_pictures()
    {
        var paths = (await system.Anyone.GetJsonAsync("/ogc/api")).GetProperty("paths").EnumerateObject().Where(path => path.Name.Contains("/map/", StringComparison.Ordinal)).ToList();

        Assert.Equal(3, paths.Count);
        foreach (var path in paths)
        {
            var address = path.Name.Replace("{collectionId}", "photo", StringComparison.Ordinal).Replace("{tileMatrixSetId}", Mercator, StringComparison.Ordinal)
                .Replace("{tileMatrix}/{tileRow}/{tileCol}", Middle[Mercator], StringComparison.Ordinal);
            using var answer = await system.Anyone.GetAsync($"/ogc{address}");

            Assert.Equal((path.Name, HttpStatusCode.OK), (path.Name, answer.StatusCode));
            Assert.True(path.Value.GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty(answer.Content.Headers.ContentType!.MediaType!, out _));
        }
    }

    [Fact]
    public async Task Viewer_learns_where_the_pictures_are()
    {
        var reader = (await system.PersonAsync("inspector", "130200")).Program;

        var layers = (await reader.GetJsonAsync("/api/map/layers")).GetProperty("items").EnumerateArray().ToList();

        var photo = Assert.Single(layers, layer => layer.GetProperty("kind").GetString() == "image");
        Assert.Equal("photo", photo.GetProperty("id").GetString());
        using var tile = await system.Anyone.GetAsync(photo.GetProperty("tiles").GetString()!.Replace("{z}/{y}/{x}", Middle[Mercator], StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, tile.StatusCode);
    }

    private static string Path(string layer, string set, string address) => $"/ogc/collections/{layer}/map/tiles/{set}/{address}";

    private static List<double> Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static async Task<string> WordsAsync(HttpResponseMessage answer)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return $"{problem.RootElement.GetProperty("type")} {problem.RootElement.GetProperty("detail")}";
    }

    private async Task<string> TagAsync(string query)
    {
        using var answer = await system.Anyone.GetAsync(Path("photo", Mercator, Middle[Mercator]) + query);
        answer.EnsureSuccessStatusCode();
        return answer.Headers.ETag!.Tag;
    }
}
