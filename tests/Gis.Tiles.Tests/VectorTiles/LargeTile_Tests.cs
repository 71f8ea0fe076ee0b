using System.Globalization;
using Xunit;

namespace Gis.Tiles.Tests.VectorTiles;

/// <summary>These tests fill layers, so they have a system of their own.</summary>
public sealed class LargeTile_Tests(TilesSystem system) : IClassFixture<TilesSystem>
{
    private const string Inspector = "inspector|130000|";

    [Fact]
    public async Task Full_tile_says_how_many_features_had_no_room()
    {
        await system.Store.ExecuteAsync(
            """
            INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat)
            SELECT 'noise_station', '噪声' || n, 'Noise ' || n || repeat('x', 200), '130102', 114.2 + (n % 100) * 0.0005, 37.9 + n * 0.000002 FROM generate_series(1, 4000) n
            """);

        var answer = await (await system.WithAsync(Inspector)).GetAsync(TileClient.Path("noise_stations", "10/395/836"));

        Assert.InRange((await answer.Content.ReadAsByteArrayAsync()).Length, 400_000, 500_000);
        Assert.InRange(int.Parse(answer.Headers.GetValues("Gis-Left-Out").Single(), CultureInfo.InvariantCulture), 500, 3_999);
    }

    [Fact]
    public async Task Geometry_of_a_million_points_is_drawn_as_any_other()
    {
        // A circle of 20 km with ripples: 16 MB, which the store clips before it travels.
        await system.Store.ExecuteAsync(
            """
            INSERT INTO layer_feature (layer, edition, id, code, area_code, rank, geom)
            SELECT 'parcels', 1, 900, 'huge', '130102', 10, ST_SetSRID(ST_MakePolygon(ST_AddPoint(line, ST_StartPoint(line))), 4490)
            FROM (SELECT ST_MakeLine(ST_MakePoint(116.5 + (0.2 + 0.001 * sin(n * 0.05)) * cos(n * 2 * pi() / 1000000), 38.5 + (0.2 + 0.001 * sin(n * 0.05)) * sin(n * 2 * pi() / 1000000)) ORDER BY n) AS line
                  FROM generate_series(0, 999999) n) ring
            """);

        var whole = await (await system.WithAsync(Inspector)).GetTileAsync("parcels", "10/393/843");
        var part = await (await system.WithAsync(Inspector)).GetTileAsync("parcels", "14/6290/13503");

        Assert.Contains("huge", whole.Values("code"));
        Assert.Contains("huge", part.Values("code"));
    }
}
