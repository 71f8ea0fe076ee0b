using System.Text;
using Gis.BaseMap.Sources;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Tiles.Tests.BaseMap;

public sealed class EChartsMap_Tests
{
    [Fact]
    public void Ring_is_a_running_sum_of_zig_zag_deltas_from_its_offset()
    {
        // +1 is '@' + 2, -1 is '@' + 1, 0 is '@', +1024 is '@' + 2048.
        var ring = EChartsMap.DecodeRing("@@" + (char)(64 + 2048) + "@" + "AB", offsetLon: 114 * 1024, offsetLat: 38 * 1024);

        Assert.Equal(
            [new Coordinate(114, 38), new Coordinate(115, 38), new Coordinate(115 - (1 / 1024.0), 38 + (1 / 1024.0))],
            ring);
    }

    [Fact]
    public void Ring_that_is_cut_short_is_refused() =>
        Assert.Throws<FormatException>(() => EChartsMap.DecodeRing("@@A", 0, 0));

    [Fact]
    public void Polygons_and_multi_polygons_are_both_read()
    {
        var json = Encoding.UTF8.GetBytes("""
            {"type":"FeatureCollection","features":[
              {"id":"130100","properties":{"name":"石家庄市"},"geometry":{"type":"Polygon","coordinates":["@@B@@B"],"encodeOffsets":[[116736,38912]]}},
              {"id":"131000","properties":{"name":"廊坊市"},"geometry":{"type":"MultiPolygon","coordinates":[["@@B@@B"],["@@D@@D"]],"encodeOffsets":[[[118784,39936]],[[119808,40960]]]}}
            ],"UTF8Encoding":true}
            """);

        var regions = EChartsMap.Read(json);

        Assert.Equal(["130100", "131000"], regions.Select(region => region.Code));
        Assert.Equal([1, 2], regions.Select(region => region.Polygons.Count));
        Assert.Equal(new Coordinate(114, 38), regions[0].Polygons[0][0][0]);
        Assert.Equal(new Coordinate(117, 40), regions[1].Polygons[1][0][0]);
    }
}
