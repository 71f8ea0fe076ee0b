using System.Text.Json;
using Gis.BaseMap.Load;
using Gis.Tiles.Import;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Tiles.Tests.BaseMap;

public sealed class RowReader_Tests
{
    private const string Square = "[[[114,38],[115,38],[115,39],[114,39],[114,38]]]";

    [Fact]
    public void Names_of_the_national_map_service_are_understood()
    {
        var row = Assert.Single(Read($$"""{"properties":{"gb":"156130000","name":"河北省","area":188},"geometry":{"type":"Polygon","coordinates":{{Square}} } }""").Rows);

        Assert.Equal(("130000", "河北省", null), (row.Code, row.NameZh, row.NameEn));
        Assert.Equal("""{"area":188}""", row.PropertiesJson);
        Assert.IsType<MultiPolygon>(row.Shape);
        Assert.Equal(4490, row.Shape.SRID);
    }

    [Fact]
    public void Polygon_that_crosses_itself_is_repaired_and_reported()
    {
        var rows = Read("""{"properties":{"name":"bow tie"},"geometry":{"type":"Polygon","coordinates":[[[114,38],[115,39],[115,38],[114,39],[114,38]]]}}""");

        Assert.True(Assert.Single(rows.Rows).Shape.IsValid);
        var remark = Assert.Single(rows.Repaired);
        Assert.Equal((1L, "bow tie"), (remark.Row, remark.Name));
        Assert.Contains("114.5", remark.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null", "type")]
    [InlineData("""{"type":"Polygon","coordinates":[[[38,114],[38,115],[39,115],[38,114]]]}""", "latitude first")]
    [InlineData("""{"type":"Polygon","coordinates":[[[500000,4212000],[500001,4212000],[500001,4212001],[500000,4212000]]]}""", "not lon, lat")]
    [InlineData("""{"type":"Polygon","coordinates":[[[114,38],[115,38]]]}""", "four positions")]
    [InlineData("""{"type":"Polygon","coordinates":[]}""", "needs a ring")]
    [InlineData("""{"type":"Polygon","coordinates":[[["a",38],[115,38],[115,39],["a",38]]]}""", "two numbers")]
    [InlineData("""{"type":"Polygon","coordinates":[[[114,38],[114,38],[114,38],[114,38]]]}""", "nothing is left")]
    [InlineData("""{"type":"Point","coordinates":[114,38]}""", "holds polygons")]
    [InlineData("""{"type":"Curve","coordinates":[114,38]}""", "no GeoJSON geometry")]
    public void Unfit_row_is_refused_with_its_reason_and_the_others_stay(string geometry, string reason)
    {
        var rows = Read(
            $$"""{"properties":{"name":"bad"},"geometry":{{geometry}} }""",
            $$"""{"properties":{"name":"good"},"geometry":{"type":"Polygon","coordinates":{{Square}} } }""");

        Assert.Equal("good", Assert.Single(rows.Rows).NameZh);
        var remark = Assert.Single(rows.Refused);
        Assert.Equal((1L, "bad"), (remark.Row, remark.Name));
        Assert.Contains(reason, remark.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_feature_collection_is_refused_as_a_whole()
    {
        using var document = JsonDocument.Parse("""{"type":"Feature"}""");

        Assert.Throws<FormatException>(() => RowReader.Read(document.RootElement, "polygon"));
    }

    private static LayerRows Read(params string[] features)
    {
        using var document = JsonDocument.Parse($$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""");
        return RowReader.Read(document.RootElement, "polygon");
    }
}
