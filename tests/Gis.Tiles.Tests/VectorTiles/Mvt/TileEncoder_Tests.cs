using System.Buffers.Binary;
using System.Text;
using Gis.Tiles.VectorTiles.Mvt;
using Xunit;

namespace Gis.Tiles.Tests.VectorTiles.Mvt;

public sealed class TileEncoder_Tests
{
    [Theory]
    [InlineData("POLYGON((10 10, 20 10, 20 20, 10 20, 10 10))", "MULTIPOLYGON (((10 10, 20 10, 20 20, 10 20, 10 10)))")]
    [InlineData("POLYGON((10 10, 10 20, 20 20, 20 15, 20 10, 15 10, 10 10))", "MULTIPOLYGON (((10 10, 10 20, 20 20, 20 10, 10 10)))")] // on a straight
    [InlineData("POLYGON((10 10, 20 10, 40 10, 20 10, 20 20, 10 20, 10 10))", "MULTIPOLYGON (((10 10, 20 10, 20 20, 10 20, 10 10)))")] // a spike
    [InlineData("POLYGON((-500 100, 100 100, 100 200, -500 200, -500 100))", "MULTIPOLYGON (((-64 100, 100 100, 100 200, -64 200, -64 100)))")]
    [InlineData("POLYGON((-9000 -9000, 9000 -9000, 9000 9000, -9000 9000, -9000 -9000))", "MULTIPOLYGON (((-64 -64, 4160 -64, 4160 4160, -64 4160, -64 -64)))")]
    [InlineData("LINESTRING(10 10, 20 10, 30 10, 20 10)", "MULTILINESTRING ((10 10, 30 10, 20 10))")]
    [InlineData("LINESTRING(-100 10, 20 10, -100 20)", "MULTILINESTRING ((-64 10, 20 10, -64 17))")]
    [InlineData("LINESTRING(10 4000, 10 5000, 20 5000, 20 4000)", "MULTILINESTRING ((10 4000, 10 4160), (20 4160, 20 4000))")]
    [InlineData("POINT(4160 -64)", "MULTIPOINT ((4160 -64))")]
    [InlineData("MULTIPOINT((1 2), (9999 2), (3 4))", "MULTIPOINT ((1 2), (3 4))")]
    [InlineData("POINT Z(1 2 3)", "MULTIPOINT ((1 2))")]
    [InlineData("GEOMETRYCOLLECTION(POINT(1 2), LINESTRING(1 2, 3 4), MULTILINESTRING((5 6, 7 9)))", "MULTILINESTRING ((1 2, 3 4), (5 6, 7 9))")]
    public void Geometry_is_clipped_cleaned_and_written(string shape, string drawn)
    {
        var feature = Assert.Single(MvtDecoder.Read(Shapes.Encode(shape).Bytes));

        Assert.Equal(new NetTopologySuite.IO.WKTReader().Read(drawn).Normalized(), feature.Geometry.Normalized());
    }

    [Theory]
    [InlineData("POLYGON((10.1 10.1, 10.2 10.1, 10.2 10.2, 10.1 10.1))")]
    [InlineData("POLYGON((5000 10, 5010 10, 5010 20, 5000 10))")]
    [InlineData("POLYGON((4160 10, 5010 10, 5010 20, 4160 20, 4160 10))")]
    [InlineData("POLYGON EMPTY")]
    [InlineData("LINESTRING(10.1 10.1, 10.2 10.2)")]
    [InlineData("LINESTRING EMPTY")]
    [InlineData("POINT(4161 0)")]
    [InlineData("POINT EMPTY")]
    [InlineData("GEOMETRYCOLLECTION EMPTY")]
    public void What_vanishes_is_left_out(string shape)
    {
        var tile = Shapes.Encode(shape);

        Assert.Empty(tile.Bytes);
        Assert.Equal((0, 0, 0), (tile.Features, tile.LeftOut, tile.Refused));
    }

    [Fact]
    public void Hole_and_shell_that_touch_after_snapping_are_told_apart()
    {
        var feature = Assert.Single(MvtDecoder.Read(Shapes.Encode("POLYGON((0 0, 100 0, 100 100, 0 100, 0 0), (50 0.3, 60 50, 40 50, 50 0.3), (10 10, 20 10, 20 20, 10 10))").Bytes));

        Assert.True(feature.Geometry.IsValid);
        Assert.Equal(10_000 - 500 - 50, feature.Geometry.Area);
    }

    [Fact]
    public void Ring_that_leaves_and_comes_back_is_two_polygons()
    {
        var feature = Assert.Single(MvtDecoder.Read(Shapes.Encode("POLYGON((100 100, -500 100, -500 400, 100 400, 100 300, -300 300, -300 200, 100 200, 100 100))").Bytes));

        Assert.True(feature.Geometry.IsValid);
        Assert.Equal(2, feature.Geometry.NumGeometries);
        Assert.Equal(2 * 164 * 100, feature.Geometry.Area);
    }

    [Fact]
    public void Attributes_are_typed_and_null_is_none()
    {
        var encoder = new TileEncoder();
        encoder.Begin("shapes", Shapes.Tile, ["name"]);
        Assert.True(encoder.TryBegin(7, rank: 0, Shapes.Wkb("POINT(1 1)")));
        encoder.Text(0, "路"u8);
        encoder.Members("""{"name": "taken", "whole": -3, "round": 12.0, "part": 0.25, "tiny": 0.00000001, "yes": true, "none": null, "list": [1, {"a": 2}], "word": "a\"\u0001b", "ke\"y": "x"}"""u8);
        encoder.EndFeature();

        var tags = Assert.Single(MvtDecoder.Read(encoder.Finish().Bytes)).Tags;

        Assert.Equal(
            new Dictionary<string, object>
            {
                ["name"] = "路",
                ["whole"] = -3L,
                ["round"] = 12L,
                ["part"] = 0.25,
                ["tiny"] = 0.00000001,
                ["yes"] = true,
                ["word"] = "a\"\u0001b",
                ["ke\"y"] = "x",
            },
            tags.ToDictionary());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Place_that_is_no_number_is_refused_and_the_rest_is_drawn(double number)
    {
        var broken = Shapes.Wkb("LINESTRING(1 1, 5 5)");
        BinaryPrimitives.WriteDoubleLittleEndian(broken.AsSpan(^8), number);

        var tile = Shapes.Encode([broken, Shapes.Wkb("POINT(1 1)")]);

        Assert.Equal((1, 1), (tile.Features, tile.Refused));
    }

    [Fact]
    public void Place_far_out_of_the_world_is_drawn_in_to_its_rim()
    {
        var far = Shapes.Wkb("LINESTRING(100 100, 5 100)");
        BinaryPrimitives.WriteDoubleLittleEndian(far.AsSpan(^16), -1e300);

        var line = Assert.Single(MvtDecoder.Read(Shapes.Encode([far]).Bytes));

        Assert.Equal("MULTILINESTRING ((100 100, -64 100))", line.Geometry.ToString());
    }

    [Fact]
    public void Every_cut_off_or_spoilt_geometry_is_refused_or_drawn_validly()
    {
        var whole = Shapes.Wkb("GEOMETRYCOLLECTION(POLYGON((0 0, 100 0, 100 100, 0 100, 0 0), (50 10, 60 50, 40 50, 50 10)), MULTIPOLYGON(((200 0, 300 0, 300 100, 200 0))))");
        var random = new Random(5);
        for (var n = 0; n < 20_000; n++)
        {
            var spoilt = whole.AsSpan(0, n < whole.Length ? n : whole.Length).ToArray();
            for (var times = n < whole.Length ? 0 : random.Next(1, 4); times > 0; times--)
            {
                spoilt[random.Next(spoilt.Length)] = (byte)random.Next(256);
            }

            var tile = Shapes.Encode([spoilt]);
            Assert.All(MvtDecoder.Read(tile.Bytes), feature => Assert.True(feature.Geometry.IsValid));
        }
    }

    [Fact]
    public void Collection_nested_without_end_is_refused()
    {
        var head = new byte[] { 1, 7, 0, 0, 0, 1, 0, 0, 0 };

        var tile = Shapes.Encode([[.. Enumerable.Repeat(head, 100_000).SelectMany(bytes => bytes)]]);

        Assert.Equal(1, tile.Refused);
    }

    [Fact]
    public void Count_that_promises_more_than_there_is_is_refused()
    {
        byte[] lie = [1, 2, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, .. Encoding.ASCII.GetBytes("0123456789abcdef")];

        Assert.Equal(1, Shapes.Encode([lie]).Refused);
    }

    [Theory]
    [InlineData(10_000_000, 1_500)]
    [InlineData(200_000, 2_000)]
    public void Ring_of_millions_of_points_is_drawn_validly(int points, double radius)
    {
        var tile = Shapes.Encode([Ring(points, n => 2 * Math.PI * n / points, n => radius + (100 * Math.Sin(n * 0.001)))]);

        var ring = Assert.Single(MvtDecoder.Read(tile.Bytes));
        Assert.True(ring.Geometry.IsValid);
        Assert.InRange(ring.Geometry.Area, Math.PI * radius * radius * 0.95, Math.PI * radius * radius * 1.05);
    }

    [Fact]
    public void Tangle_beyond_all_repair_is_refused()
    {
        var random = new Random(3);

        var tile = Shapes.Encode([Ring(300_000, _ => random.NextDouble() * 2 * Math.PI, _ => 2_000 * random.NextDouble())]);

        Assert.Equal((0, 1), (tile.Features, tile.Refused));
    }

    private static byte[] Ring(int points, Func<int, double> angle, Func<int, double> radius)
    {
        var ring = new NetTopologySuite.Geometries.Coordinate[points + 1];
        for (var n = 0; n < points; n++)
        {
            var (sin, cos) = Math.SinCos(angle(n));
            var r = radius(n);
            ring[n] = new(2_048 + (r * cos), 2_048 + (r * sin));
        }

        ring[points] = ring[0].Copy();
        var factory = NetTopologySuite.Geometries.GeometryFactory.Default;
        return new NetTopologySuite.IO.WKBWriter().Write(Shapes.OnGround(factory.CreatePolygon(ring), Shapes.Tile));
    }
}
