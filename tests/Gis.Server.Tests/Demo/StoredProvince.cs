using Gis.Testing;

namespace Gis.Server.Tests.Demo;

/// <summary>A base map in the store: square counties under their real codes, two rivers that join, one road.</summary>
internal static class StoredProvince
{
    public static async Task EnsureAsync(StoreFixture store)
    {
        if (await store.ScalarAsync<long>("SELECT count(*) FROM river_reach") > 0)
        {
            return;
        }

        await store.ExecuteAsync(
            """
            INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner)
            VALUES ('counties', '县', 'Counties', 'stored', 'polygon', 'test', 'test', 'test', 'test') ON CONFLICT (id) DO NOTHING
            """);
        await store.ExecuteAsync(
            """
            INSERT INTO layer_edition (layer, edition, source, imported_by, feature_count) VALUES ('counties', 1000, 'test', 'test', 167)
            """);
        await store.ExecuteAsync("UPDATE layer SET edition = 1000 WHERE id = 'counties'");
        await store.ExecuteAsync("UPDATE area SET lon = NULL, lat = NULL");
        await store.ExecuteAsync(
            """
            INSERT INTO layer_feature (layer, edition, id, code, name_zh, name_en, area_code, geom)
            SELECT 'counties', 1000, n + 1, code, name_zh, name_en, code,
                   ST_MakeEnvelope(114 + 0.3 * (n % 14), 37 + 0.3 * (n / 14), 114.3 + 0.3 * (n % 14), 37.3 + 0.3 * (n / 14), 4490)
            FROM (SELECT code, name_zh, name_en, (row_number() OVER (ORDER BY code) - 1)::int AS n FROM area WHERE level = 'county' AND valid_to IS NULL) AS c
            """);
        await store.ExecuteAsync(
            """
            INSERT INTO river_reach (id, name_zh, name_en, from_node, to_node, length_m, geom) VALUES
                (1, '北河', 'North River', 1, 3, 200000, ST_GeomFromText('LINESTRING(114.2 40, 116 38.6)', 4490)),
                (2, NULL, NULL, 2, 3, 200000, ST_GeomFromText('LINESTRING(114.2 37.3, 116 38.6)', 4490)),
                (3, '东河', 'East River', 3, 4, 200000, ST_GeomFromText('LINESTRING(116 38.6, 117.9 38.8)', 4490))
            """);
        await store.ExecuteAsync("INSERT INTO road_node VALUES (1, 114.4, 37.4), (2, 116.5, 38.5)");
        await store.ExecuteAsync(
            "INSERT INTO road_edge VALUES (1, 1, 2, 'primary', 220000, 22, ST_GeomFromText('LINESTRING(114.4 37.4, 116.5 38.5)', 4490))");
    }
}
