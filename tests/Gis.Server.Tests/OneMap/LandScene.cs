using System.Text.Json;
using Gis.Server.Tests.Land;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;

namespace Gis.Server.Tests.OneMap;

/// <summary>Layers of land in a test store, written by the role that writes them, each test on ground of its own.</summary>
internal sealed class LandScene(StoreFixture store)
{
    private static int _grounds;

    /// <summary>The south-western corner of ground on which nothing lies yet; a kilometre and more from the next.</summary>
    public Coordinate Ground { get; } = new(114.5 + (0.05 * (Interlocked.Increment(ref _grounds) % 20)), 38.05 + (0.05 * (_grounds / 20)));

    public Polygon Box(double eastM, double northM, double widthM, double heightM) => RandomLand.Box(RandomLand.Moved(Ground, eastM, northM), widthM, heightM);

    public async Task<long> PutAsync(string layer, Geometry geometry, object properties, string? area = StoreSeed.ChangAn, string? code = null)
    {
        await using var connection = await store.Tiles.OpenConnectionAsync();
        await using var born = new NpgsqlCommand(
            """
            INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, edition)
            VALUES ($1, $1, $1, 'stored', 'polygon', 'test', 'test', 'test', 'test', 1) ON CONFLICT DO NOTHING
            """, connection)
        {
            Parameters = { new() { Value = layer } },
        };
        await born.ExecuteNonQueryAsync();
        await using var known = new NpgsqlCommand("INSERT INTO layer_edition (layer, edition, source, imported_by, feature_count) VALUES ($1, 1, 'test', 'test', 1) ON CONFLICT DO NOTHING", connection)
        {
            Parameters = { new() { Value = layer } },
        };
        await known.ExecuteNonQueryAsync();
        return await WriteAsync(connection, layer, 1, geometry, properties, area, code);
    }

    /// <summary>A later edition of a layer that holds one feature, shown at once.</summary>
    public async Task ShowNextAsync(string layer, Geometry geometry, object properties, string? area = StoreSeed.ChangAn)
    {
        await using var connection = await store.Tiles.OpenConnectionAsync();
        await using var next = new NpgsqlCommand(
            "INSERT INTO layer_edition (layer, edition, source, imported_by, feature_count) SELECT id, edition + 1, 'test', 'test', 1 FROM layer WHERE id = $1 RETURNING edition", connection)
        {
            Parameters = { new() { Value = layer } },
        };
        var edition = (int)(await next.ExecuteScalarAsync())!;
        await WriteAsync(connection, layer, edition, geometry, properties, area, code: null);
        await using var show = new NpgsqlCommand("UPDATE layer SET edition = $2 WHERE id = $1", connection) { Parameters = { new() { Value = layer }, new() { Value = edition } } };
        await show.ExecuteNonQueryAsync();
    }

    private static async Task<long> WriteAsync(NpgsqlConnection connection, string layer, int edition, Geometry geometry, object properties, string? area, string? code)
    {
        await using var write = new NpgsqlCommand(
            """
            INSERT INTO layer_feature (layer, edition, id, code, area_code, properties, geom)
            SELECT $1, $2, coalesce(max(f.id), 0) + 1, $3, $4, $5::jsonb, ST_SetSRID(ST_GeomFromWKB($6), 4490) FROM layer_feature f WHERE f.layer = $1 AND f.edition = $2
            RETURNING id
            """, connection)
        {
            Parameters =
            {
                new() { Value = layer }, new() { Value = edition }, new() { Value = (object?)code ?? DBNull.Value, DataTypeName = "text" }, new() { Value = (object?)area ?? DBNull.Value, DataTypeName = "text" },
                new() { Value = JsonSerializer.Serialize(properties) }, new() { Value = new WKBWriter().Write(geometry) },
            },
        };
        return (long)(await write.ExecuteScalarAsync())!;
    }
}
