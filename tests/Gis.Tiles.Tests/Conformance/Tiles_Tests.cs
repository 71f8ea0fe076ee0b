using System.Net;
using System.Text.Json;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.VectorTiles;
using Gis.Tiles.Tests.VectorTiles.Mvt;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>
/// OGC API Tiles Part 1 (20-057), classes core, tileset, tilesets-list, geodata-tilesets, dataset-tilesets, collections-selection and mvt: a test a requirement,
/// named by its id.
/// </summary>
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

    /// <summary>The template is told by the tileset, by a word for each of its three variables; filled in, it is the address of a tile.</summary>
    [Theory]
    [InlineData("WebMercatorQuad", "10", "394", "837")]
    [InlineData("CGCS2000Quad", "9", "147", "837")]
    public async Task Req_core_tc_op(string set, string z, string y, string x)
    {
        var tileset = await system.Anyone.GetJsonAsync($"/ogc/collections/districts/tiles/{set}");

        Assert.All(["{tileMatrix}", "{tileRow}", "{tileCol}"], name => Assert.Contains(name, tileset.Link("item"), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await system.Anyone.GetAsync(Tile(tileset, z, y, x))).StatusCode);
    }

    [Fact]
    public async Task Req_core_tc_tilematrix_definition() => Assert.Equal("string", (await PathParameterAsync("tileMatrix")).GetProperty("schema").GetProperty("type").GetString());

    [Fact]
    public Task Req_core_tc_tilerow_definition() => AssertWholeNumberAsync("tileRow");

    [Fact]
    public Task Req_core_tc_tilecol_definition() => AssertWholeNumberAsync("tileCol");

    [Fact]
    public async Task Req_core_tc_success()
    {
        using var answer = await system.Anyone.GetAsync(TileClient.Path("districts", "10/394/837"));

        Assert.Equal((HttpStatusCode.OK, "application/vnd.mapbox-vector-tile"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(1, Assert.Single(MvtDecoder.Read(await answer.Content.ReadAsByteArrayAsync())).Id);
    }

    [Theory]
    [InlineData("WebMercatorQuad/1/2/0", HttpStatusCode.NotFound)]
    [InlineData("WebMercatorQuad/1/0/2", HttpStatusCode.NotFound)]
    [InlineData("WebMercatorQuad/99/0/0", HttpStatusCode.NotFound)]
    [InlineData("CGCS2000Quad/0/1/0", HttpStatusCode.NotFound)]
    [InlineData("WebMercatorQuad/1/-1/0", HttpStatusCode.BadRequest)]
    [InlineData("WebMercatorQuad/10/0/0", HttpStatusCode.NoContent)]
    public async Task Req_core_tc_error(string place, HttpStatusCode expected) =>
        Assert.Equal(expected, (await system.Anyone.GetAsync($"/ogc/collections/districts/tiles/{place}")).StatusCode);

    /// <summary>The members that the metadata of 17-083r4 demands; the matrix set of OGC is named by OGC's address.</summary>
    [Theory]
    [InlineData("WebMercatorQuad", "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad")]
    [InlineData("CGCS2000Quad", null)]
    public async Task Req_tileset_description(string set, string? registered)
    {
        using var answer = await system.Anyone.GetAsync($"/ogc/collections/districts/tiles/{set}");
        var tileset = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        var item = tileset.GetProperty("links").EnumerateArray().Single(link => link.GetProperty("rel").GetString() == "item");

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("vector", tileset.GetProperty("dataType").GetString());
        Assert.NotEmpty(tileset.GetProperty("crs").GetString()!);
        Assert.True(registered is null || tileset.GetProperty("tileMatrixSetURI").GetString() == registered);
        Assert.True(item.GetProperty("templated").GetBoolean());
        Assert.Equal("application/vnd.mapbox-vector-tile", item.GetProperty("type").GetString());
        var scheme = await system.Anyone.GetJsonAsync(tileset.Link("http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme")!);
        Assert.Equal(set, scheme.GetProperty("id").GetString());
        Assert.NotEmpty(scheme.GetProperty("tileMatrices").EnumerateArray());
    }

    [Theory]
    [InlineData("/ogc/tiles")]
    [InlineData("/ogc/collections/districts/tiles")]
    public async Task Req_tilesets_list_tileset_path(string path) => Assert.Equal(HttpStatusCode.OK, (await system.Anyone.GetAsync(path)).StatusCode);

    [Theory]
    [InlineData("/ogc/tiles")]
    [InlineData("/ogc/collections/districts/tiles")]
    public async Task Req_tilesets_list_tileset_links(string path)
    {
        var tilesets = (await system.Anyone.GetJsonAsync(path)).GetProperty("tilesets").EnumerateArray().ToList();

        Assert.Equal(2, tilesets.Count);
        foreach (var tileset in tilesets)
        {
            Assert.All(["dataType", "crs", "tileMatrixSetURI"], name => Assert.NotEmpty(tileset.GetProperty(name).GetString()!));
            Assert.All(
                ["self", "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"],
                rel => Assert.Equal(HttpStatusCode.OK, system.Anyone.GetAsync(tileset.Link(rel)).Result.StatusCode));
        }
    }

    [Theory]
    [InlineData("districts")]
    [InlineData("outfalls")]
    public async Task Req_geodata_tilesets_desc_links(string collection)
    {
        var link = (await system.Anyone.GetJsonAsync($"/ogc/collections/{collection}")).Link("http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector")!;

        Assert.EndsWith($"/ogc/collections/{collection}/tiles", link, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("districts")]
    [InlineData("outfalls")]
    public async Task Req_geodata_tilesets_operation(string collection) =>
        Assert.NotEmpty((await system.Anyone.GetJsonAsync($"/ogc/collections/{collection}/tiles")).GetProperty("tilesets").EnumerateArray());

    /// <summary>Read by the letter of Mapbox Vector Tile 2.1: a geometry in each feature, and its corners where the grid of the tile has them.</summary>
    [Fact]
    public async Task Req_mvt_content()
    {
        var district = MvtDecoder.Read(await system.Anyone.GetByteArrayAsync(TileClient.Path("districts", "7/49/104"))).Single(feature => feature.Id == 1);

        // Tile 7/49/104 begins at 112.5 east and is 2.8125 degrees wide; the first district begins at 114 east and ends at 115. The pyramid's grid is four of the tile's.
        Assert.Equal(4096 * 1.5 / 2.8125, district.Geometry.EnvelopeInternal.MinX, 4.0);
        Assert.Equal(4096 * 2.5 / 2.8125, district.Geometry.EnvelopeInternal.MaxX, 4.0);
        Assert.True(district.Geometry.IsValid);
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
    public async Task Req_collections_selection_query_collections(string path) =>
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

    private async Task<JsonElement> PathParameterAsync(string name)
    {
        var parameter = (await system.Anyone.GetJsonAsync("/ogc/api")).GetProperty("components").GetProperty("parameters").GetProperty(name);
        Assert.Equal((name, "path", true), (parameter.GetProperty("name").GetString(), parameter.GetProperty("in").GetString(), parameter.GetProperty("required").GetBoolean()));
        return parameter;
    }

    private async Task AssertWholeNumberAsync(string name)
    {
        var schema = (await PathParameterAsync(name)).GetProperty("schema");
        Assert.Equal(("integer", 0), (schema.GetProperty("type").GetString(), schema.GetProperty("minimum").GetInt32()));
    }

    private static IEnumerable<string?> Layers(JsonElement document, string member = "layers") =>
        document.GetProperty(member).EnumerateArray().Select(layer => layer.GetProperty("id").GetString());

    private static string Tile(JsonElement tileset, string z, string y, string x) => tileset.Link("item")!
        .Replace("{tileMatrix}", z, StringComparison.Ordinal).Replace("{tileRow}", y, StringComparison.Ordinal).Replace("{tileCol}", x, StringComparison.Ordinal);
}
