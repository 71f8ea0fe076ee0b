using System.Globalization;
using Gis.Testing;

namespace Gis.Tiles.Tests.Features;

/// <summary>One layer of all kinds of shapes, large and small over each other, rings with wide holes among them, and two that bear a common name among their own properties.</summary>
public sealed class BoxSystem : TestSystem
{
    public const int Shapes = 900;

    public HttpClient Anyone => Anonymous();

    protected override string Parts => "tiles";

    protected override Task ArrangeAsync() => Store.ExecuteAsync(string.Create(CultureInfo.InvariantCulture,
        $$$"""
        SELECT setseed(0.25);
        INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, published)
        VALUES ('shapes', '形状', 'Shapes', 'stored', 'polygon', 'CC0-1.0', 'Test survey', 'made for the test', 'tests', true);
        INSERT INTO layer_feature (layer, edition, id, code, name_zh, name_en, area_code, properties, geom)
        SELECT 'shapes', 1, n, 'S' || n, CASE WHEN n % 3 > 0 THEN '形"\' || chr(9) || n END, CASE WHEN n % 2 = 0 THEN 'Shape ' || n END, CASE WHEN n % 5 > 0 THEN '13010' || n % 5 END,
               CASE n WHEN 1 THEN '{"code": "own", "b": 1}' WHEN 2 THEN '{"inner": {"code": "deep"}}' ELSE CASE n % 4 WHEN 0 THEN '{}' ELSE jsonb_build_object('n', n, 'text', '"code": 1') END END::jsonb,
               CASE n % 6
                   WHEN 0 THEN ST_Translate(ST_Buffer(ST_SetSRID(ST_MakePoint(0, 0), 4490), r.size, 3), r.x, r.y)
                   WHEN 1 THEN ST_SetSRID(ST_MakeLine(ST_MakePoint(r.x, r.y), ST_MakePoint(r.x + r.size, r.y - r.size / 3)), 4490)
                   WHEN 2 THEN ST_SetSRID(ST_MakePoint(r.x, r.y), 4490)
                   WHEN 3 THEN ST_Difference(ST_Buffer(ST_SetSRID(ST_MakePoint(r.x, r.y), 4490), r.size, 4), ST_Buffer(ST_SetSRID(ST_MakePoint(r.x, r.y), 4490), r.size * 0.9, 4))
                   WHEN 4 THEN ST_Collect(ST_SetSRID(ST_MakePoint(r.x, r.y), 4490), ST_SetSRID(ST_MakePoint(r.x + r.size, r.y + r.size), 4490))
                   ELSE ST_Collect(ARRAY[ST_SetSRID(ST_MakePoint(r.x, r.y), 4490), ST_SetSRID(ST_MakeLine(ST_MakePoint(r.x, r.y + r.size), ST_MakePoint(r.x + r.size, r.y)), 4490)]) END
        FROM generate_series(1, {{{Shapes}}}) n CROSS JOIN LATERAL (SELECT 114 + random() AS x, 38 + random() AS y, power(random(), 4) * 0.5 + 0.0001 * n AS size) r;
        INSERT INTO layer_edition (layer, edition, source, imported_by, feature_count, min_lon, min_lat, max_lon, max_lat)
        SELECT 'shapes', 1, 'test', 'tests', count(*), ST_XMin(ST_Extent(geom)), ST_YMin(ST_Extent(geom)), ST_XMax(ST_Extent(geom)), ST_YMax(ST_Extent(geom)) FROM layer_feature WHERE layer = 'shapes';
        UPDATE layer SET edition = 1 WHERE id = 'shapes';
        """));
}
