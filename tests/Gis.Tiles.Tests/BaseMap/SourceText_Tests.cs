using System.Text;
using Gis.BaseMap.Sources;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Tiles.Tests.BaseMap;

public sealed class SourceText_Tests
{
    [Fact]
    public void Gmt_text_is_cut_at_its_header_lines()
    {
        var segments = GmtText.Read([">  Hebei (China) Segment 0", "118.5\t38.9", "118.6\t38.9", "> Hebei (China) Segment 1", "114 39"]).ToList();

        Assert.Equal(["Hebei (China) Segment 0", "Hebei (China) Segment 1"], segments.Select(segment => segment.Header));
        Assert.Equal([new Coordinate(118.5, 38.9), new Coordinate(118.6, 38.9)], segments[0].Points);
        Assert.Equal([new Coordinate(114, 39)], segments[1].Points);
    }

    [Fact]
    public void Of_a_world_file_only_the_parts_that_meet_the_box_are_kept()
    {
        var json = Encoding.UTF8.GetBytes("""
            {"type":"GeometryCollection","geometries":[{"type":"MultiPolygon","coordinates":[
              [[[0,0],[1,0],[1,1],[0,0]]],
              [[[114,38],[115,38],[115,39],[114,38]],[[114.5,38.1],[114.6,38.1],[114.6,38.2],[114.5,38.1]]]]}]}
            """);

        var parts = GeoMapsFile.Read(json, new Envelope(113, 116, 37, 40));

        var part = Assert.Single(parts);
        Assert.Equal(2, part.Count);
        Assert.Equal(new Coordinate(114.5, 38.1), part[1][0]);
    }

    [Theory]
    [InlineData("正定县", "zhengding")]
    [InlineData("青龙满族自治县", "qinglong")]
    [InlineData("赵县", "zhaoxian")]
    [InlineData("unknown", null)]
    public void Pinyin_key_leaves_the_kind_of_area_away(string nameZh, string? key)
    {
        var pinyin = Pinyin.Read(["正定县\tzheng ding xian", "青龙满族自治县\tqing long man zu zi zhi xian", "赵县\tzhao xian"]);

        Assert.Equal(key, pinyin.Key(nameZh));
    }

    [Fact]
    public void Seat_that_the_official_list_does_not_have_stops_the_build()
    {
        var codes = new[] { new GbCode("130123", "正定县", null) };

        var failure = Assert.Throws<InvalidDataException>(() => Seats.Read(["header", "130123,正定,Zhengding County,,114.56,38.14"], codes, []));

        Assert.Contains("130123", failure.Message, StringComparison.Ordinal);
    }
}
