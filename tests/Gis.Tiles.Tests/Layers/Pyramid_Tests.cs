using Gis.Testing;
using Xunit;

namespace Gis.Tiles.Tests.Layers;

/// <summary>The function generalise_layer, which imports call.</summary>
public sealed class Pyramid_Tests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Neighbours_keep_their_common_border()
    {
        // Two halves of a square with a ragged border between them.
        await ImportAsync("halves", "polygon",
            """
            WITH border AS (SELECT ST_SetSRID(ST_MakeLine(ARRAY(SELECT ST_MakePoint(114.5 + 0.03 * sin(n * 1.7), 38 + n * 0.005) FROM generate_series(0, 200) n)), 4490) AS line)
            SELECT row_number() OVER (), part.geom FROM border, ST_Dump(ST_Split(ST_MakeEnvelope(114, 38, 115, 39, 4490), border.line)) part
            """);

        var overlap = await store.ScalarAsync<double>(
            """
            SELECT max(ST_Area(ST_Intersection(a.geom_3857, b.geom_3857)) / ST_Area(a.geom_3857))
            FROM layer_generalised a JOIN layer_generalised b ON b.layer = a.layer AND b.zoom = a.zoom AND b.id > a.id WHERE a.layer = 'halves'
            """);
        var gaps = await store.ScalarAsync<double>(
            """
            SELECT max(ST_Area(ST_Difference(ST_Envelope(whole), whole)) / ST_Area(whole))
            FROM (SELECT ST_Union(geom_3857) AS whole FROM layer_generalised WHERE layer = 'halves' AND zoom >= 4 GROUP BY zoom) z
            """);
        Assert.Equal(0, overlap, 6);
        Assert.Equal(0, gaps, 6);
    }

    [Fact]
    public async Task Every_shape_is_valid_and_lower_zooms_have_fewer_points()
    {
        await ImportAsync("round", "polygon", "SELECT 1, ST_Buffer(ST_SetSRID(ST_MakePoint(115, 38.5), 4490), 0.8, 90)");

        Assert.True(await store.ScalarAsync<bool>("SELECT bool_and(ST_IsValid(geom_3857)) FROM layer_generalised WHERE layer = 'round'"));
        Assert.True(await store.ScalarAsync<bool>(
            """
            SELECT count(*) FILTER (WHERE zoom = 4) = 1 AND max(ST_NPoints(geom_3857)) FILTER (WHERE zoom = 3) < max(ST_NPoints(geom_3857)) FILTER (WHERE zoom = 9)
            FROM layer_generalised WHERE layer = 'round'
            """));
    }

    [Fact]
    public async Task What_is_smaller_than_a_pixel_falls_out_of_low_zooms_only()
    {
        await ImportAsync("ponds", "polygon", "SELECT n, ST_Buffer(ST_SetSRID(ST_MakePoint(115, 38 + n * 0.1), 4490), 0.001 * n * n) FROM generate_series(1, 9) n");

        var counts = await store.ScalarAsync<long[]>(
            "SELECT array_agg(n ORDER BY zoom) FROM (SELECT z AS zoom, (SELECT count(*) FROM layer_generalised g WHERE g.layer = 'ponds' AND g.zoom = z) AS n FROM generate_series(3, 9) z) c");

        Assert.Equal(counts!.Order(), counts);
        Assert.True(counts![0] < 9 && counts[^1] == 9, string.Join(' ', counts));
    }

    [Fact]
    public async Task Lines_stay_joined_at_their_ends()
    {
        await ImportAsync("ways", "line",
            """
            SELECT n, ST_SetSRID(ST_MakeLine(ARRAY[ST_MakePoint(115 + n * 0.1, 38), ST_MakePoint(115.05 + n * 0.1, 38.00001), ST_MakePoint(115.1 + n * 0.1, 38)]), 4490)
            FROM generate_series(0, 8) n
            """);

        Assert.Equal(7, await store.ScalarAsync<long>("SELECT count(*) FROM generate_series(3, 9) z WHERE (SELECT ST_NumGeometries(ST_LineMerge(ST_Collect(geom_3857))) FROM layer_generalised WHERE layer = 'ways' AND zoom = z) = 1"));
    }

    [Fact]
    public async Task Points_need_no_pyramid()
    {
        await ImportAsync("spots", "point", "SELECT 1, ST_SetSRID(ST_MakePoint(115, 38), 4490)");

        Assert.Equal(0, await store.ScalarAsync<long>("SELECT count(*) FROM layer_generalised WHERE layer = 'spots'"));
    }

    private async Task ImportAsync(string layer, string geometryKind, string features)
    {
        await using var connection = await store.Tiles.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner) VALUES ('{layer}', '{layer}', '{layer}', 'stored', '{geometryKind}', 'none', 'none', 'test', 'test');
            INSERT INTO layer_feature (layer, edition, id, geom) SELECT '{layer}', 1, made.* FROM ({features}) made;
            SELECT generalise_layer('{layer}', 1);
            """;
        await command.ExecuteNonQueryAsync();
    }
}
