using System.Globalization;
using Gis.Testing;

namespace Gis.Tiles.Tests.Features;

/// <summary>Layers to sort and to walk: wells (values repeat and are missing), shifting (changed by a test), many (more than are counted), world (a place that zones of China do not reach), and nasty (whose names would be tags).</summary>
public sealed class PagingSystem : TestSystem
{
    public const int Wells = 60;
    public const int Many = 10_500;

    public HttpClient Anyone => Anonymous();

    protected override string Parts => "tiles";

    protected override Task ArrangeAsync() => Store.ExecuteAsync(string.Create(CultureInfo.InvariantCulture,
        $$"""
        INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, published)
        SELECT v.id, v.id, v.id, 'stored', 'point', 'CC0-1.0', 'Test survey', 'made for the test', 'tests', true FROM (VALUES ('wells'), ('shifting'), ('many'), ('world')) v (id);
        INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, published)
        VALUES ('nasty', '<img src=x onerror=alert(1)>', '<img src=x>', 'stored', 'point', 'javascript:alert(1)', '<img>', '<img>', 'tests', true);
        INSERT INTO layer_feature (layer, edition, id, code, properties, geom)
        VALUES ('nasty', 1, 1, '"><img src=x>', '{"<img src=x>": "<img src=x onerror=alert(1)>", "link": "javascript:alert(1)"}', ST_SetSRID(ST_MakePoint(114, 38), 4490));
        INSERT INTO layer_feature (layer, edition, id, code, name_zh, name_en, properties, geom)
        SELECT 'wells', 1, n, 'W' || n, CASE WHEN n % 7 > 0 THEN '井' || n % 5 END, CASE WHEN n % 2 = 0 THEN 'Well' END,
               CASE WHEN n % 10 = 0 THEN '{"open": true}'::jsonb ELSE jsonb_build_object('grade', (n % 3)::text, 'height', n % 4, 'open', n % 2 = 0) END,
               ST_SetSRID(ST_MakePoint(114 + n * 0.001, 38), 4490)
        FROM generate_series(1, {{Wells}}) n;
        INSERT INTO layer_feature (layer, edition, id, properties, geom)
        SELECT 'shifting', 1, n, jsonb_build_object('grade', n / 4), ST_SetSRID(ST_MakePoint(114, 38), 4490) FROM generate_series(1, 10) n;
        INSERT INTO layer_feature (layer, edition, id, properties, geom)
        SELECT 'many', 1, n, jsonb_build_object('number', n), ST_SetSRID(ST_MakePoint(114, 38), 4490) FROM generate_series(1, {{Many}}) n;
        INSERT INTO layer_feature (layer, edition, id, geom) VALUES ('world', 1, 1, ST_SetSRID(ST_MakePoint(114, 38), 4490)), ('world', 1, 2, ST_SetSRID(ST_MakePoint(24, 0), 4490));
        INSERT INTO layer_edition (layer, edition, source, imported_by, feature_count)
        VALUES ('wells', 1, 'test', 'tests', {{Wells}}), ('shifting', 1, 'test', 'tests', 10), ('many', 1, 'test', 'tests', {{Many}}), ('world', 1, 'test', 'tests', 2), ('nasty', 1, 'test', 'tests', 1);
        UPDATE layer SET edition = 1 WHERE id IN ('wells', 'shifting', 'many', 'world', 'nasty');
        """));
}
