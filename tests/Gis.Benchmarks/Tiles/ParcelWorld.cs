using Gis.Testing;

namespace Gis.Benchmarks.Tiles;

/// <summary>Parcels without gaps, each with nine corners that neighbours share, over a part of the plain.</summary>
internal static class ParcelWorld
{
    public const int Count = 200_000;
    public const string Layer = "parcels";

    /// <summary>Tiles well inside the parcels.</summary>
    public static IReadOnlyList<TileRange> Ranges { get; } = [new(12, 3346, 3366, 1572, 1592), new(14, 13384, 13466, 6290, 6371)];

    public static async Task FillAsync(StoreFixture store)
    {
        await store.ExecuteAsync(
            """
            INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, published)
            VALUES ('parcels', '地块', 'Parcels', 'stored', 'polygon', 'none', 'none', 'bench', 'bench', true)
            """);

        // 500 columns of 400 rows, 0.004 degrees each: 114.0–116.0 E, 37.0–38.6 N. Corners are moved by a hash of their grid place.
        await store.ExecuteAsync(
            """
            WITH node AS MATERIALIZED (
                SELECT c, r, ST_MakePoint(
                    114 + c * 0.002 + (hashint8(c * 1000003 + r) % 1000) * 0.0000004,
                    37 + r * 0.002 + (hashint8(r * 1000003 + c) % 1000) * 0.0000004) AS point
                FROM generate_series(0, 1000) c, generate_series(0, 800) r
            ),
            ring AS (
                SELECT p.c, p.r, ST_MakeLine(n.point ORDER BY step.ordinal) AS line
                FROM (SELECT c, r FROM generate_series(0, 499) c, generate_series(0, 399) r) p
                CROSS JOIN (VALUES (1, 0, 0), (2, 1, 0), (3, 2, 0), (4, 2, 1), (5, 2, 2), (6, 1, 2), (7, 0, 2), (8, 0, 1), (9, 0, 0)) step (ordinal, dc, dr)
                JOIN node n ON n.c = p.c * 2 + step.dc AND n.r = p.r * 2 + step.dr
                GROUP BY p.c, p.r
            )
            INSERT INTO layer_feature (layer, edition, id, code, name_zh, name_en, area_code, properties, geom)
            SELECT 'parcels', 1, c * 400 + r + 1, 'P' || c || '-' || r, '地块' || c || '-' || r, 'Parcel ' || c || '-' || r, '130102',
                   jsonb_build_object('class', CASE (c + r) % 3 WHEN 0 THEN 'arable' WHEN 1 THEN 'orchard' ELSE 'built' END),
                   ST_SetSRID(ST_MakePolygon(line), 4490)
            FROM ring
            """);
        await store.ExecuteAsync(
            """
            INSERT INTO layer_edition (layer, edition, source, imported_by, feature_count, min_lon, min_lat, max_lon, max_lat)
            VALUES ('parcels', 1, 'bench', 'bench', 200000, 114, 37, 116, 38.6);
            UPDATE layer SET edition = 1 WHERE id = 'parcels';
            """);
        await store.ExecuteAsync("VACUUM ANALYZE layer_feature_parcels");
        await store.ExecuteAsync("ANALYZE layer_feature");
    }
}
