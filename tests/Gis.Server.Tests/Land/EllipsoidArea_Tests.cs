using Gis.Server.Land;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Xunit;

namespace Gis.Server.Tests.Land;

public sealed class EllipsoidArea_Tests
{
    /// <summary>The check of the geographic reference: 9,742.49 m², 14.614 mu.</summary>
    [Fact]
    public void Area_of_a_known_ring_on_CGCS2000()
    {
        var ring = new WKTReader().Read("POLYGON((114.5 38.05, 114.501 38.05, 114.501 38.051, 114.5 38.051, 114.5 38.05))");

        Assert.Equal(9742.49, EllipsoidArea.SquareMetres(ring), 0.005);
    }

    [Fact]
    public void A_hole_is_taken_out_whichever_way_its_ring_runs()
    {
        const string outer = "(114.5 38.05, 114.501 38.05, 114.501 38.051, 114.5 38.051, 114.5 38.05)";
        var whole = EllipsoidArea.SquareMetres(new WKTReader().Read($"POLYGON({outer})"));
        var hole = EllipsoidArea.SquareMetres(new WKTReader().Read("POLYGON((114.5002 38.0502, 114.5008 38.0502, 114.5008 38.0508, 114.5002 38.0502))"));

        foreach (var inner in new[] { "(114.5002 38.0502, 114.5008 38.0502, 114.5008 38.0508, 114.5002 38.0502)", "(114.5002 38.0502, 114.5008 38.0508, 114.5008 38.0502, 114.5002 38.0502)" })
        {
            Assert.Equal(whole - hole, EllipsoidArea.SquareMetres(new WKTReader().Read($"POLYGON({outer}, {inner})")), 0.001);
        }
    }

    [Fact]
    public void Lines_and_points_have_no_area() =>
        Assert.Equal(0, EllipsoidArea.SquareMetres(new GeometryCollection([new Point(114.5, 38.05), new LineString([new(114.5, 38), new(115, 38)])])));

    [Theory]
    [InlineData("POLYGON((179.9 38, -179.9 38, -179.9 39, 179.9 39, 179.9 38))")]
    [InlineData("POLYGON((114 91, 115 91, 115 92, 114 91))")]
    [InlineData("POLYGON((114 38, 115 38, 190 39, 114 38))")]
    public void What_is_no_place_or_spans_the_antimeridian_is_refused(string wkt) =>
        Assert.Throws<ArgumentException>(() => EllipsoidArea.SquareMetres(new WKTReader().Read(wkt)));

    [Fact]
    public void What_is_no_number_is_refused() =>
        Assert.Throws<ArgumentException>(() => EllipsoidArea.SquareMetres(new Polygon(new LinearRing([new(114, 38), new(115, double.NaN), new(115, 39), new(114, 38)]))));

    [Fact]
    public void What_is_empty_has_none() => Assert.Equal(0, EllipsoidArea.SquareMetres(Polygon.Empty));

    /// <summary>The whole ellipsoid, as its closed form has it: 510,065,621.7 km².</summary>
    [Fact]
    public void Six_gores_are_the_whole_earth()
    {
        var gores = Enumerable.Range(0, 6).Select(i => -180 + (60 * i)).Sum(west => EllipsoidArea.SquareMetres(
            new WKTReader().Read($"POLYGON(({west} -90, {west + 60} -90, {west + 60} 90, {west} 90, {west} -90))")));

        Assert.Equal(510_065_621.7, gores / 1e6, 0.05);
    }
}
