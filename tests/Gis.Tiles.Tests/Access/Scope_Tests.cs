using System.Net;
using System.Text.Json;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.VectorTiles;
using Xunit;

namespace Gis.Tiles.Tests.Access;

/// <summary>What lies outside a caller's areas is absent everywhere alike.</summary>
[Collection(TilesSystemGroup.Name)]
public sealed class Scope_Tests(TilesSystem system)
{
    private const string Tangshan = "inspector|130200|";

    [Theory]
    [InlineData("parcels", SmallWorld.LunanParcels)]
    [InlineData("air_stations", 1)]
    [InlineData("units", 1)]
    [InlineData("incidents", 1)]
    [InlineData("alarms", 1)]
    [InlineData("cameras", 0)]
    [InlineData("water_meters", 0)]
    public async Task Other_areas_are_absent_from_items_counts_extents_and_tiles(string layer, int own)
    {
        var caller = await system.WithAsync(Tangshan);

        var page = await caller.GetItemsAsync(layer, "?limit=1000");
        var collection = await caller.GetJsonAsync($"/ogc/collections/{layer}");
        var ownTile = await caller.GetTileAsync(layer, "6/24/53");
        var foreignTile = await caller.GetAsync(TileClient.Path(layer, SmallWorld.ChanganTile));

        Assert.Equal(own, page.Ids().Count);
        Assert.Equal(own, page.GetProperty("numberMatched").GetInt64());
        Assert.All(page.GetProperty("features").EnumerateArray(), feature => Assert.Equal("130202", feature.GetProperty("properties").GetProperty("area_code").GetString()));
        Assert.Equal(own > 0, collection.TryGetProperty("extent", out var extent));
        Assert.True(own == 0 || extent.GetProperty("spatial").GetProperty("bbox")[0][0].GetDouble() > 117);
        Assert.All(ownTile.Values("area_code"), area => Assert.Equal("130202", area));
        Assert.Equal(HttpStatusCode.NoContent, foreignTile.StatusCode);
    }

    [Fact]
    public async Task Foreign_feature_and_absent_feature_get_the_same_answer()
    {
        var foreign = await (await system.WithAsync(Tangshan)).GetAsync("/ogc/collections/parcels/items/5");
        var absent = await (await system.WithAsync(Tangshan)).GetAsync("/ogc/collections/parcels/items/999999");

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(await WordsAsync(absent), await WordsAsync(foreign));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/items")]
    [InlineData("/items/1")]
    [InlineData("/queryables")]
    [InlineData("/tiles")]
    [InlineData("/styles")]
    [InlineData("/styles/default")]
    [InlineData("/tiles/WebMercatorQuad")]
    [InlineData("/tiles/WebMercatorQuad/10/394/837")]
    public async Task Hidden_layer_and_absent_layer_get_the_same_answer(string path)
    {
        var hidden = await system.Anyone.GetAsync($"/ogc/collections/parcels{path}");
        var absent = await system.Anyone.GetAsync($"/ogc/collections/nowhere{path}");

        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Equal(await WordsAsync(absent), await WordsAsync(hidden));
    }

    [Fact]
    public async Task Features_of_no_area_are_for_those_who_hold_the_whole_tree()
    {
        var province = await (await system.WithAsync("officer|130000|")).GetItemsAsync("parcels", "?limit=1000");
        var prefectures = await (await system.WithAsync("officer|130100|", "officer|130200|")).GetItemsAsync("parcels", "?limit=1000");

        Assert.Contains(500, province.Ids());
        Assert.DoesNotContain(500, prefectures.Ids());
        Assert.Equal(SmallWorld.ChanganParcels + SmallWorld.LunanParcels, prefectures.Ids().Count);
    }

    [Theory]
    [InlineData(null, "districts outfalls records")]
    [InlineData("guest|130100|parcels", "districts outfalls parcels records")]
    [InlineData("guest|130100|units", "districts outfalls units records")]
    [InlineData("guest|130000|", "air_stations districts noise_stations outfalls parcels sheets water_stations records")]
    [InlineData("inspector|130102|", "air_stations alarms cameras districts incidents noise_stations outfalls parcels patches sheets units water_meters water_stations records")]
    public async Task Collections_are_those_that_the_grant_reaches(string? grant, string expected)
    {
        var client = grant is null ? system.Anyone : await system.WithAsync(grant);

        var collections = await client.GetJsonAsync("/ogc/collections");

        Assert.Equal(expected, string.Join(' ', collections.GetProperty("collections").EnumerateArray().Select(collection => collection.GetProperty("id").GetString())));
    }

    [Fact]
    public async Task Viewers_catalogue_is_cut_to_the_caller()
    {
        var layers = await (await system.WithAsync(Tangshan)).GetJsonAsync("/api/map/layers");

        var parcels = layers.GetProperty("items").EnumerateArray().Single(layer => layer.GetProperty("id").GetString() == "parcels");
        Assert.True(parcels.GetProperty("bbox")[0].GetDouble() > 118);
        var tiles = parcels.GetProperty("tiles").GetString()!;
        Assert.StartsWith("/ogc/collections/parcels/tiles/WebMercatorQuad/{z}/{y}/{x}?v=1.", tiles, StringComparison.Ordinal);
        var tile = tiles.Replace("{z}/{y}/{x}", SmallWorld.LunanTile, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await (await system.WithAsync(Tangshan)).GetAsync(tile)).StatusCode);
        Assert.Equal("地块", parcels.GetProperty("titleZh").GetString());
        Assert.Equal(JsonValueKind.Null, layers.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task Viewers_catalogue_is_for_those_who_read()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/map/layers");
        request.Headers.Accept.ParseAdd("text/csv");

        Assert.Equal(HttpStatusCode.Unauthorized, (await system.Anyone.SendAsync(request)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await system.WithAsync("guest|130000|")).GetAsync("/api/map/layers")).StatusCode);
    }

    /// <summary>All that the answer says, but for the trace id, which is another each time.</summary>
    private static async Task<string> WordsAsync(HttpResponseMessage answer) => string.Join(
        '|',
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.EnumerateObject().Where(member => member.Name != "traceId").Select(member => member.ToString()));
}
