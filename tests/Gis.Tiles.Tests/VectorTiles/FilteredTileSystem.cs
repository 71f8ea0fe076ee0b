using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Gis.Tiles.Tests.VectorTiles;

/// <summary>The small world with two more layers: plots of all kinds and sizes, and a crowd of which the pyramid has room for some only.</summary>
public sealed class FilteredTileSystem : TilesSystem
{
    private const string Layers =
        """
        INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, max_zoom) VALUES
            ('plots', '小地块', 'Plots', 'stored', 'polygon', 'closed', 'Test survey', 'made for the test', 'tests', 14),
            ('crowd', '密集', 'Crowd', 'stored', 'polygon', 'closed', 'Test survey', 'made for the test', 'tests', 14);
        SELECT setseed(0.42);
        INSERT INTO layer_feature (layer, edition, id, code, area_code, properties, geom)
        SELECT 'plots', 1, n, 'P' || n, (ARRAY['130102', '130202', NULL])[1 + n % 3],
               jsonb_strip_nulls(jsonb_build_object('size', n % 60, 'kind', (ARRAY['field', 'wood', 'pond', NULL])[1 + n % 4])),
               ST_Multi(ST_MakeEnvelope(p.lon, p.lat, p.lon + 0.001 + 0.002 * p.wide, p.lat + 0.001 + 0.002 * p.wide, 4490))
        FROM (SELECT n, 114.4 + 0.2 * random() AS lon, 38 + 0.2 * random() AS lat, random() AS wide FROM generate_series(1, 900) n) p;
        INSERT INTO layer_feature (layer, edition, id, code, name_zh, area_code, properties, geom)
        SELECT 'crowd', 1, 1 + x + 20 * y, 'C' || x, repeat('长', 1000), '130102', jsonb_build_object('rare', x % 7 = 0 AND y % 5 = 0),
               ST_Multi(ST_MakeEnvelope(114.4 + x * 0.0125, 38 + y * 0.0125, 114.412 + x * 0.0125, 38.012 + y * 0.0125, 4490))
        FROM generate_series(0, 19) x, generate_series(0, 19) y;
        SELECT generalise_layer('plots', 1), generalise_layer('crowd', 1);
        INSERT INTO layer_edition (layer, edition, source, imported_by, feature_count, min_lon, min_lat, max_lon, max_lat) VALUES
            ('plots', 1, 'made for the test', 'tests', 900, 114.4, 38, 114.603, 38.203),
            ('crowd', 1, 'made for the test', 'tests', 400, 114.4, 38, 114.65, 38.25);
        UPDATE layer SET edition = 1 WHERE id IN ('plots', 'crowd');
        """;

    protected override async Task ArrangeAsync()
    {
        await base.ArrangeAsync();
        await Store.ExecuteAsync(Layers);
    }

    /// <summary>So little memory that a few dozen tiles fill it.</summary>
    protected override void Adjust(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.Adjust(builder);
        builder.Configuration.AddInMemoryCollection([new("Tiles:CacheBytes", "400000")]);
    }
}
