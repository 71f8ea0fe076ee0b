using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Gis.Tiles.Tests.VectorTiles;

[Collection(TilesSystemGroup.Name)]
public sealed class Tile_Tests(TilesSystem system)
{
    private const string Inspector = "inspector|130000|";

    [Fact]
    public async Task Tile_holds_features_with_names_and_own_properties()
    {
        var tile = await system.Anyone.GetTileAsync("districts", "10/394/837");

        var district = Assert.Single(tile.Features);
        var properties = district.GetProperty("properties");
        Assert.Equal("130102", properties.GetProperty("code").GetString());
        Assert.Equal("长安区", properties.GetProperty("name_zh").GetString());
        Assert.Equal("district", properties.GetProperty("class").GetString());
        Assert.Equal(12, properties.GetProperty("households").GetInt32());
        Assert.Equal(1, properties.GetProperty("mvt_id").GetInt64());
        Assert.False(properties.TryGetProperty("id", out _));
    }

    [Fact]
    public async Task Geometry_comes_out_where_it_was_put_in()
    {
        var tile = await (await system.WithAsync(Inspector)).GetTileAsync("parcels", "14/6316/13403");

        var parcel = tile.Features.First(feature => feature.GetProperty("properties").GetProperty("code").GetString() == "C10");
        var ring = Ring(parcel);
        Assert.All(ring, point => Assert.InRange(point.Lon, 114.51 - 1e-5, 114.511 + 1e-5));
        Assert.All(ring, point => Assert.InRange(point.Lat, 38.05 - 1e-5, 38.051 + 1e-5));
        Assert.True(ring.Max(point => point.Lon) - ring.Min(point => point.Lon) > 0.00099);
    }

    [Fact]
    public async Task Low_zoom_is_drawn_from_the_pyramid()
    {
        await system.Store.ExecuteAsync("DELETE FROM layer_generalised WHERE layer = 'districts' AND zoom = 6 AND id = 2");

        var tile = await system.Anyone.GetTileAsync("districts", "6/24/52");

        Assert.Equal(["130102"], tile.Values("code"));
    }

    [Fact]
    public async Task Rank_keeps_small_features_out_of_low_zooms()
    {
        var atNine = await (await system.WithAsync(Inspector)).GetAsync(TileClient.Path("parcels", "9/197/418"));

        Assert.Equal(HttpStatusCode.NoContent, atNine.StatusCode);
    }

    [Fact]
    public async Task Zooms_beyond_the_layers_own_are_cut_all_the_same()
    {
        var tile = await system.Anyone.GetTileAsync("districts", "18/101075/214463");

        Assert.Single(tile.Features);
    }

    [Fact]
    public async Task Tile_without_features_is_no_content()
    {
        var answer = await system.Anyone.GetAsync(TileClient.Path("districts", "10/0/0"));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.NotNull(answer.Headers.ETag);
    }

    [Theory]
    [InlineData("19/0/0", HttpStatusCode.NotFound, "tileMatrix")]
    [InlineData("99999999999/0/0", HttpStatusCode.NotFound, "tileMatrix")]
    [InlineData("3/8/0", HttpStatusCode.NotFound, "tileRow, tileCol")]
    [InlineData("3/0/8", HttpStatusCode.NotFound, "tileRow, tileCol")]
    [InlineData("x/0/0", HttpStatusCode.BadRequest, "tileMatrix")]
    [InlineData("3/-1/0", HttpStatusCode.BadRequest, "tileRow")]
    [InlineData("3/0/1.5", HttpStatusCode.BadRequest, "tileCol")]
    [InlineData("3/0/0?colour=red", HttpStatusCode.BadRequest, "colour")]
    [InlineData("3/0/0?f=png", HttpStatusCode.BadRequest, "f")]
    public async Task Address_that_is_no_tile_is_refused_with_what_is_accepted(string address, HttpStatusCode status, string parameter)
    {
        var answer = await system.Anyone.GetAsync(TileClient.Path("districts", address));

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(parameter, problem.GetProperty("parameter").GetString());
        Assert.NotEmpty(problem.GetProperty("accepted").GetString()!);
    }

    [Fact]
    public async Task Live_tile_shows_where_units_are_now()
    {
        var before = await (await system.WithAsync(Inspector)).GetTileAsync("units", "8/98/209");
        await system.Store.ExecuteAsync("UPDATE latest_position SET lon = 114.53 WHERE unit_id = (SELECT id FROM unit WHERE code = 'mon-01')");

        var after = await (await system.WithAsync(Inspector)).GetTileAsync("units", "8/98/209");

        Assert.Equal("监01", Assert.Single(after.Features).GetProperty("properties").GetProperty("call_sign").GetString());
        Assert.True(Longitude(after) > Longitude(before));
    }

    [Fact]
    public async Task Refusals_speak_the_readers_language()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, TileClient.Path("nowhere", "3/0/0"));
        request.Headers.AcceptLanguage.ParseAdd("zh-CN, en;q=0.5");

        var problem = await (await system.Anyone.SendAsync(request)).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("urn:gis:not-found", problem.GetProperty("type").GetString());
        Assert.Equal("未找到", problem.GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("application/vnd.mapbox-vector-tile")]
    [InlineData("application/geo+json")]
    [InlineData("text/html")]
    public async Task Refusals_reach_callers_whatever_they_accept(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, TileClient.Path("districts", "3/8/0"));
        request.Headers.Accept.ParseAdd(accept);

        var answer = await system.Anyone.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("urn:gis:tile-out-of-range", problem.GetProperty("type").GetString());
        Assert.Contains("tileRow, tileCol 0 … 7", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static double Longitude(DecodedTile tile) =>
        tile.Features.Single().GetProperty("geometry").GetProperty("coordinates")[0].GetDouble();

    private static List<(double Lon, double Lat)> Ring(JsonElement feature)
    {
        var geometry = feature.GetProperty("geometry");
        var polygon = geometry.GetProperty("type").GetString() == "MultiPolygon" ? geometry.GetProperty("coordinates")[0] : geometry.GetProperty("coordinates");
        return [.. polygon[0].EnumerateArray().Select(point => (point[0].GetDouble(), point[1].GetDouble()))];
    }
}
