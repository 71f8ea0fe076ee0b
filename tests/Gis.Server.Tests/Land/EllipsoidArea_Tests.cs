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
}
