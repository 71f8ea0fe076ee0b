using System.Net.Http.Json;
using System.Xml.Linq;
using Gis.Testing;
using Gis.Testing.Qgis;
using Gis.Tiles.Tests.Imagery;
using Xunit;

namespace Gis.Tiles.Tests.Features;

/// <summary>The way most departments look at us: QGIS opens layers, reads and draws them, open ones and, with a token, granted ones.</summary>
[Collection(ImagesSystemGroup.Name)]
public sealed class Qgis_Tests(ImagesSystem system)
{
    /// <summary>Both districts, with land of nobody between and around them.</summary>
    private const string Province = "113.5,37.5,119,40.5";
    private const string InChangan = "114.5,38.5";
    private const string InLunan = "118.25,39.5";
    private const string Nowhere = "116,38.5";

    private static readonly XNamespace Wmts = "http://www.opengis.net/wmts/1.0";
    private static readonly XNamespace Ows = "http://www.opengis.net/ows/1.1";

    [Fact]
    public async Task Reads_and_draws_the_features_of_an_open_layer()
    {
        var districts = await OpenAsync("features", "districts", Map(Province, InChangan, InLunan, Nowhere));

        Assert.Equal((2, 2, "MultiPolygon"), (districts.Count, districts.InBox, districts.Geometry));
        Assert.Equal([114, 38, 118.5, 40], districts.Extent!);
        Assert.Contains("name_zh", districts.Fields!);
        Assert.Equal([QgisLayer.Ink, QgisLayer.Ink, QgisLayer.Paper], districts.Colours!);
    }

    [Fact]
    public async Task Reads_the_features_of_the_map_only()
    {
        var outfalls = await OpenAsync("features", "outfalls", Map("118,39,119,40", "118.16,39.63", "118.5,39.5"));

        Assert.Equal((SmallWorld.ChanganOutfalls + SmallWorld.LunanOutfalls, SmallWorld.LunanOutfalls), (outfalls.Count, outfalls.InBox));
        Assert.Equal([QgisLayer.Ink, QgisLayer.Paper], outfalls.Colours!);
    }

    [Fact]
    public async Task Finds_features_by_a_property()
    {
        var outfalls = await OpenAsync("features", "outfalls", "--filter", "\"enterprise\" = '企业2'");

        Assert.Equal(1, outfalls.Count);
    }

    [Fact]
    public async Task Reads_the_catalogue_as_a_layer()
    {
        var records = await OpenAsync("features", "records");

        Assert.Equal(3, records.Count);
        Assert.Contains("owner", records.Fields!);
    }

    [Theory]
    [InlineData("districts", InChangan, Nowhere)]
    [InlineData("outfalls", "114.52,38.05", Nowhere)]
    public async Task Draws_the_vector_tiles_of_an_open_layer(string layer, string on, string off)
    {
        var tiles = await OpenAsync("tiles", layer, Map(Province, on, off));

        Assert.Equal([QgisLayer.Ink, QgisLayer.Paper], tiles.Colours!);
    }

    /// <summary>As its dialogue of a vector tile connection takes it: beside the address of the tiles that of a style.</summary>
    [Fact]
    public async Task Draws_vector_tiles_as_the_stored_style_says()
    {
        var administrator = (await system.PersonAsync("administrator", "130000")).Program;
        var layers = new[] { new { id = "areas", type = "fill", paint = new Dictionary<string, object> { ["fill-color"] = "#14c83c" } } };
        using var stored = await administrator.PutAsJsonAsync("/api/layers/districts/styles/green", new { titleZh = "绿色", titleEn = "Green", layers });
        Assert.True(stored.IsSuccessStatusCode, await stored.Content.ReadAsStringAsync());

        var districts = await OpenAsync("styled", "districts", ["--style", "green", .. Map(Province, InChangan, InLunan, Nowhere)]);

        Assert.Equal(["#14c83c", "#14c83c", QgisLayer.Paper], districts.Colours!);
    }

    /// <summary>What QGIS draws of tiles is what it draws of features, but for the pixels at edges, which tiles round to their grid.</summary>
    [Fact]
    public async Task Tiles_and_features_look_alike()
    {
        var features = await OpenAsync("features", "districts", "--box", "114.2,38.1,115.4,39.2");
        var tiles = await OpenAsync("tiles", "districts", "--box", "114.2,38.1,115.4,39.2");

        Assert.InRange(tiles.Painted, features.Painted * 0.98, features.Painted * 1.02);
    }

    [Theory]
    [InlineData("WebMercatorQuad")]
    [InlineData("CGCS2000Quad")]
    public async Task Draws_a_picture_with_its_colours_where_they_are(string set)
    {
        var photo = await OpenAsync("picture", "photo", ["--matrix-set", set, .. Photo]);

        Assert.Equal(["#14c83c", "#0a28d2", "#fafafa", QgisLayer.Paper], photo.Colours!);   // the newest is green in the north-west
        Assert.Equal([114.5, 38.05, 114.51, 38.06], photo.Extent!.Select(edge => Math.Round(edge, 4)));
    }

    [Fact]
    public async Task Draws_a_picture_as_it_was_at_another_time()
    {
        var photo = await OpenAsync("picture", "photo", ["--time", "2020-05-01", .. Photo]);

        Assert.Equal(["#dc1e14", "#0a28d2", "#fafafa", QgisLayer.Paper], photo.Colours!);
    }

    [Fact]
    public async Task Reads_and_draws_a_granted_layer_with_a_token()
    {
        string[] map = [$"--token={await TokenAsync("guest", "130100", "parcels")}", .. Map("114.5,38.04,114.54,38.06", "114.5055,38.0505", "114.5055,38.055")];

        var features = await OpenAsync("features", "parcels", map);
        var tiles = await OpenAsync("tiles", "parcels", map);

        Assert.Equal(SmallWorld.ChanganParcels, features.Count);
        Assert.Equal([QgisLayer.Ink, QgisLayer.Paper], features.Colours!);
        Assert.Equal([QgisLayer.Ink, QgisLayer.Paper], tiles.Colours!);
    }

    /// <summary>The map is nearer than the picture's deepest zoom, and another layer has deeper ones.</summary>
    [Fact]
    public async Task Draws_a_granted_picture_with_a_token_and_enlarges_it()
    {
        var secret = await OpenAsync("picture", "secret", [$"--token={await TokenAsync("guest", "130100", "secret")}", "--matrix-set", await DepthOfAsync("secret"), .. Photo]);

        Assert.Equal(["#dc1e14", "#0a28d2", "#fafafa", QgisLayer.Paper], secret.Colours!);
    }

    [Fact]
    public async Task Opens_nothing_of_a_granted_layer_without_a_token()
    {
        var features = await OpenAsync("features", "parcels");
        var picture = await OpenAsync("picture", "secret");
        var tiles = await OpenAsync("tiles", "parcels", Map("114.5,38.04,114.54,38.06"));

        Assert.False(features.Valid);
        Assert.False(picture.Valid);
        Assert.Equal(0, tiles.Painted);
    }

    /// <summary>The matrix set that ends with the picture, as GetCapabilities names it to whoever may see it.</summary>
    private async Task<string> DepthOfAsync(string layer)
    {
        var capabilities = XDocument.Parse(await (await system.PersonAsync("guest", "130100", [layer])).Program.GetStringAsync("/wmts?SERVICE=WMTS&REQUEST=GetCapabilities"));
        return capabilities.Descendants(Wmts + "Layer").Single(entry => entry.Element(Ows + "Identifier")!.Value == layer)
            .Descendants(Wmts + "TileMatrixSet").Select(set => set.Value).Single(set => set.StartsWith("WebMercatorQuad_", StringComparison.Ordinal));
    }

    private static string[] Photo => Map("114.495,38.049,114.511,38.061", "114.5025,38.0575", "114.5025,38.0525", "114.5075,38.0525", "114.497,38.055");

    private Task<QgisLayer> OpenAsync(string kind, string layer, params string[] options) => QgisLayer.OpenAsync(system.Address, kind, layer, options);

    private static string[] Map(string box, params string[] places) => ["--box", box, .. places.SelectMany(place => (string[])["--at", place])];

    private async Task<string> TokenAsync(string role, string area, string layer) =>
        (await system.PersonAsync(role, area, [layer])).Program.DefaultRequestHeaders.Authorization!.Parameter!;
}
