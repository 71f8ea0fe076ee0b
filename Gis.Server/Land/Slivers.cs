using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Buffer;

namespace Gis.Server.Land;

/// <summary>What of an overlap or remainder counts. Boundaries are drawn to a decimetre or worse: what is thinner than 2 m or smaller than 10 m² is how they were drawn, not what was done.</summary>
internal static class Slivers
{
    public const double ThinnestM = 2;
    public const double SmallestM2 = 10;

    private const double MetresPerDegree = 111_320;

    private static readonly BufferParameters Corners = new() { JoinStyle = JoinStyle.Mitre };

    /// <summary>The area of what counts, m²: strips thinner than 2 m are cut off, and pieces smaller than 10 m² left out.</summary>
    public static double SignificantM2(Geometry lonLat) =>
        PolygonExtracter.GetPolygons(lonLat).Cast<Polygon>().Sum(polygon => Broad(polygon));

    private static double Broad(Polygon polygon)
    {
        if (EllipsoidArea.SquareMetres(polygon) < SmallestM2)
        {
            return 0;
        }

        // Metres around the polygon's own middle: good to a thousandth over a county, and only widths are asked of it.
        var middle = polygon.EnvelopeInternal.Centre;
        var (x, y) = (MetresPerDegree * Math.Cos(middle.Y * double.Pi / 180), MetresPerDegree);
        var metres = new AffineTransformation(x, 0, -middle.X * x, 0, y, -middle.Y * y).Transform(polygon);
        var broad = metres.Buffer(-ThinnestM / 2, Corners).Buffer(ThinnestM / 2, Corners);
        if (broad.IsEmpty)
        {
            return 0;
        }

        var back = new AffineTransformation(1 / x, 0, middle.X, 0, 1 / y, middle.Y);
        return PolygonExtracter.GetPolygons(broad)
            .Select(part => EllipsoidArea.SquareMetres(back.Transform(part)))
            .Where(m2 => m2 >= SmallestM2)
            .Sum();
    }
}
