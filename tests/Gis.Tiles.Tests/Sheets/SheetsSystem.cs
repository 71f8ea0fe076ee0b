using Gis.Testing;

namespace Gis.Tiles.Tests.Sheets;

/// <summary>A province whose outline is a triangle, so that its sheets are fewer than those of its box.</summary>
public sealed class SheetsSystem : TestSystem
{
    public HttpClient Anyone => Anonymous();

    protected override string Parts => "tiles";

    protected override Task ArrangeAsync() => Store.ExecuteAsync(
        """
        INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, published)
        VALUES ('provinces', '省', 'Provinces', 'stored', 'polygon', 'CC0-1.0', 'Test survey', 'made for the test', 'tests', true);
        UPDATE layer SET published = true WHERE id = 'sheets';
        INSERT INTO layer_feature (layer, edition, id, code, name_zh, geom) VALUES
            ('provinces', 1, 1, '130000', '河北省', ST_GeomFromText('POLYGON((114.1 38.1, 116.9 38.1, 114.1 39.47, 114.1 38.1))', 4490)),
            ('provinces', 1, 2, '140000', '山西省', ST_MakeEnvelope(112, 38, 113, 39, 4490)),
            ('provinces', 2, 1, '130000', '河北省', ST_MakeEnvelope(114.1, 38.1, 114.2, 38.15, 4490));
        INSERT INTO layer_edition (layer, edition, source, imported_by, feature_count) VALUES ('provinces', 1, 'test', 'tests', 2), ('provinces', 2, 'test', 'tests', 1);
        """);
}
