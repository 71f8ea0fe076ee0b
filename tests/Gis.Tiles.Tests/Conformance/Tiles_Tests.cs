using System.Net;
using System.Text.Json;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.VectorTiles;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>OGC API Tiles Part 1 (20-057), classes dataset-tilesets and collections-selection: a test a requirement, named by its id.</summary>
[Collection(TilesSystemGroup.Name)]
public sealed class Tiles_Tests(TilesSystem system)
{
    private const string Spec = "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/";

    [Fact]
    public async Task Req_core_conformance_success()
    {
        var claimed = (await system.Anyone.GetJsonAsync("/ogc/conformance")).GetProperty("conformsTo").EnumerateArray().Select(uri => uri.GetString()!);

        Assert.Equal(
            "core tileset tilesets-list geodata-tilesets dataset-tilesets collections-selection mvt".Split(' ').Select(name => Spec + name).Order(),
            claimed.Where(uri => uri.Contains("/ogcapi-tiles-", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Req_dataset_tilesets_landingpage()
    {
        var link = (await system.Anyone.GetJsonAsync("/ogc")).Link("http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector")!;

        Assert.EndsWith("/ogc/tiles", link, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await system.Anyone.GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task Req_dataset_tilesets_operation()
    {
        var list = await system.Anyone.GetJsonAsync("/ogc/tiles");

        foreach (var tileset in list.GetProperty("tilesets").EnumerateArray())
        {
            var described = await system.Anyone.GetJsonAsync(tileset.Link("self")!);
            Assert.Equal(tileset.GetProperty("tileMatrixSetURI").GetString(), described.GetProperty("tileMatrixSetURI").GetString());
            Assert.Equal("vector", described.GetProperty("dataType").GetString());
            Assert.Equal(HttpStatusCode.OK, (await system.Anyone.GetAsync(described.Link("http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"))).StatusCode);
            Assert.Equal(["districts", "outfalls"], Layers(described));
            Assert.Equal(HttpStatusCode.OK, (await system.Anyone.GetAsync(Tile(described, "0", "0", described.GetProperty("tileMatrixSetId").GetString() == "CGCS2000Quad" ? "1" : "0"))).StatusCode);
        }
    }

    [Theory]
    [InlineData("/ogc/tiles/WebMercatorQuad?collections=outfalls,districts")]
    [InlineData("/ogc/tiles/CGCS2000Quad?collections=outfalls,districts")]
    [InlineData("/ogc/tiles/WebMercatorQuad/0/0/0?collections=outfalls,districts")]
    [InlineData("/ogc/tiles/CGCS2000Quad/0/0/1?collections=districts")]
    public async Task Req_collections_selection_collections_parameter(string path) =>
        Assert.Equal(HttpStatusCode.OK, (await system.Anyone.GetAsync(path)).StatusCode);

    [Fact]
    public async Task Req_collections_selection_collections_response()
    {
        var both = await system.Anyone.GetJsonAsync("/ogc/tiles/WebMercatorQuad?collections=outfalls,districts");
        var one = await system.Anyone.GetJsonAsync("/ogc/tiles/WebMercatorQuad?collections=districts");
        var tile = await system.Anyone.GetByteArrayAsync(Tile(one, "10", "394", "837"));

        Assert.Equal(["outfalls", "districts"], Layers(both));
        Assert.Equal(["districts"], Layers(one));
        Assert.Equal(await system.Anyone.GetByteArrayAsync(TileClient.Path("districts", "10/394/837")), tile);
    }

    [Fact]
    public async Task TileJson_of_several_layers_names_them_and_their_zooms()
    {
        var json = await system.Anyone.GetJsonAsync("/ogc/tiles/WebMercatorQuad?f=tilejson&collections=outfalls,districts");
        using var degrees = await system.Anyone.GetAsync("/ogc/tiles/CGCS2000Quad?f=tilejson");

        Assert.Equal(["outfalls", "districts"], Layers(json, "vector_layers"));
        Assert.EndsWith("/ogc/tiles/WebMercatorQuad/{z}/{y}/{x}?collections=outfalls,districts", json.GetProperty("tiles")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, degrees.StatusCode);
    }

    private static IEnumerable<string?> Layers(JsonElement document, string member = "layers") =>
        document.GetProperty(member).EnumerateArray().Select(layer => layer.GetProperty("id").GetString());

    private static string Tile(JsonElement tileset, string z, string y, string x) => tileset.Link("item")!
        .Replace("{tileMatrix}", z, StringComparison.Ordinal).Replace("{tileRow}", y, StringComparison.Ordinal).Replace("{tileCol}", x, StringComparison.Ordinal);
}
