using System.Globalization;
using System.Net;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.VectorTiles.Mvt;
using Xunit;

namespace Gis.Tiles.Tests.VectorTiles;

/// <summary>Vector tiles in degrees of CGCS2000, the grid of the national map service.</summary>
[Collection(TilesSystemGroup.Name)]
public sealed class GeographicTile_Tests(TilesSystem system)
{
    private const double Extent = 4096;

    /// <summary>Row floor((90 - lat) / side), column floor((lon + 180) / side), where a side is 180 / 2^z degrees; zoom 4 is drawn from the pyramid.</summary>
    [Theory]
    [InlineData("parcels", 12, 1182, 6701)]
    [InlineData("districts", 9, 147, 837)]
    [InlineData("districts", 4, 4, 26)]
    public async Task Feature_lies_where_its_degrees_say(string layer, int z, int y, int x)
    {
        var owner = await system.WithAsync("inspector|130000|");

        var tile = MvtDecoder.Read(await owner.GetByteArrayAsync(TileClient.GeographicPath(layer, $"{z}/{y}/{x}")));
        var items = (await owner.GetItemsAsync(layer, "?limit=1000")).GetProperty("features").EnumerateArray().ToDictionary(item => item.GetProperty("id").GetInt64());

        Assert.NotEmpty(tile);
        var side = 180.0 / (1 << z);
        var (west, north) = ((x * side) - 180, 90 - (y * side));
        foreach (var feature in tile)
        {
            var ring = items[feature.Id].GetProperty("geometry").GetProperty("coordinates")[0][0].EnumerateArray().Select(at => (Lon: at[0].GetDouble(), Lat: at[1].GetDouble())).ToList();
            var box = feature.Geometry.EnvelopeInternal;
            double Grid(double degrees) => Math.Clamp(degrees / side * Extent, -64, Extent + 64);
            Assert.Equal(Grid(ring.Min(at => at.Lon) - west), box.MinX, 2.5);
            Assert.Equal(Grid(ring.Max(at => at.Lon) - west), box.MaxX, 2.5);
            Assert.Equal(Grid(north - ring.Max(at => at.Lat)), box.MinY, 2.5);
            Assert.Equal(Grid(north - ring.Min(at => at.Lat)), box.MaxY, 2.5);
        }
    }

    [Fact]
    public async Task Same_numbers_in_two_matrix_sets_are_two_tiles()
    {
        using var web = await system.Anyone.GetAsync(TileClient.Path("districts", "6/24/52"));
        using var geographic = await system.Anyone.GetAsync(TileClient.GeographicPath("districts", "6/24/52"));

        Assert.NotEqual(web.Headers.ETag, geographic.Headers.ETag);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent), (web.StatusCode, geographic.StatusCode));
    }

    [Theory]
    [InlineData("0/0/1", HttpStatusCode.OK)]
    [InlineData("0/1/0", HttpStatusCode.NotFound)]
    [InlineData("0/0/2", HttpStatusCode.NotFound)]
    [InlineData("18/0/0", HttpStatusCode.NoContent)]
    [InlineData("18/262143/524287", HttpStatusCode.NoContent)]
    [InlineData("19/0/0", HttpStatusCode.NotFound)]
    [InlineData("0/0/x", HttpStatusCode.BadRequest)]
    public async Task Addresses_are_those_of_the_matrix(string address, HttpStatusCode status)
    {
        using var answer = await system.Anyone.GetAsync(TileClient.GeographicPath("districts", address));

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Deepest_tile_is_cut_from_the_middle_of_a_feature()
    {
        var side = 180.0 / (1 << 18);
        var address = string.Create(CultureInfo.InvariantCulture, $"18/{(int)((90 - 38.5) / side)}/{(int)((114.5 + 180) / side)}");

        var feature = Assert.Single(MvtDecoder.Read(await system.Anyone.GetByteArrayAsync(TileClient.GeographicPath("districts", address))));

        Assert.Equal((1, 4224.0 * 4224), (feature.Id, feature.Geometry.Area));
    }

    [Fact]
    public async Task Other_areas_are_absent()
    {
        var tangshan = await system.WithAsync("inspector|130200|");

        using var foreign = await tangshan.GetAsync(TileClient.GeographicPath("parcels", "12/1182/6701"));
        using var hidden = await system.Anyone.GetAsync(TileClient.GeographicPath("parcels", "12/1182/6701"));

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (foreign.StatusCode, hidden.StatusCode));
    }

    [Fact]
    public async Task Live_layer_is_drawn_too()
    {
        var owner = await system.WithAsync("inspector|130000|");

        var tile = MvtDecoder.Read(await owner.GetByteArrayAsync(TileClient.GeographicPath("outfalls", "9/147/837")));

        Assert.Equal(SmallWorld.ChanganOutfalls, tile.Count);
    }

    [Fact]
    public async Task Tilesets_name_both_matrix_sets()
    {
        var list = await system.Anyone.GetJsonAsync("/ogc/collections/districts/tiles");
        var one = await system.Anyone.GetJsonAsync("/ogc/collections/districts/tiles/CGCS2000Quad");
        using var tileJson = await system.Anyone.GetAsync("/ogc/collections/districts/tiles/CGCS2000Quad?f=tilejson");

        Assert.Equal(["WebMercatorQuad", "CGCS2000Quad"], list.GetProperty("tilesets").EnumerateArray().Select(set => set.GetProperty("tileMatrixSetId").GetString()));
        Assert.Equal("http://www.opengis.net/def/crs/EPSG/0/4490", one.GetProperty("crs").GetString());
        Assert.Contains("/tiles/CGCS2000Quad/{tileMatrix}/{tileRow}/{tileCol}", one.Link("item"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, tileJson.StatusCode);
    }
}
