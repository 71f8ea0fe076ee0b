using NetTopologySuite.Geometries;

namespace Gis.Server.Land;

/// <summary>
/// Areas on the ellipsoid of CGCS2000, m². An edge closes, with the equator, a trapezoid whose area is its difference of longitude times the ellipsoid's area
/// a radian up to its parallels; the sum over a ring is its area. The zone's area is the closed form whose series the survey's rules tabulate
/// (Snyder 1987, eq. 3-12: authalic latitude); edges are straight in longitude and latitude.
/// </summary>
internal static class EllipsoidArea
{
    private const double A = 6378137.0;
    private const double F = 1 / 298.257222101;
    private static readonly double EccentricitySquared = F * (2 - F);
    private static readonly double Eccentricity = Math.Sqrt(EccentricitySquared);

    /// <summary>Area of a polygon or of several, holes taken out; 0 for points and lines. Coordinates are lon, lat in degrees.</summary>
    public static double SquareMetres(Geometry lonLat) => lonLat switch
    {
        Polygon polygon => OfPolygon(polygon),
        GeometryCollection parts => parts.Geometries.Sum(SquareMetres),
        _ => 0,
    };

    private static double OfPolygon(Polygon polygon)
    {
        var area = OfRing(polygon.ExteriorRing.CoordinateSequence);
        for (var hole = 0; hole < polygon.NumInteriorRings; hole++)
        {
            area -= OfRing(polygon.GetInteriorRingN(hole).CoordinateSequence);
        }

        return area;
    }

    // The ring's own first corner is the origin of both axes: what is summed stays as small as the ring.
    private static double OfRing(CoordinateSequence ring)
    {
        if (ring.Count < 4)
        {
            return 0;
        }

        var (lon0, q0) = (ring.GetX(0), Zone(ring.GetY(0)));
        double twice = 0, lon = 0, q = 0;
        for (var i = 1; i < ring.Count; i++)
        {
            var (nextLon, nextQ) = (ring.GetX(i) - lon0, Zone(ring.GetY(i)) - q0);
            twice += (nextLon - lon) * (nextQ + q);
            (lon, q) = (nextLon, nextQ);
        }

        return Math.Abs(twice) / 2 * double.Pi / 180;
    }

    /// <summary>Area between the equator and a parallel, m² a radian of longitude.</summary>
    private static double Zone(double latDegrees)
    {
        var sine = Math.Sin(latDegrees * double.Pi / 180);
        return A * A * (1 - EccentricitySquared) / 2 * ((sine / (1 - (EccentricitySquared * sine * sine))) + (Math.Atanh(Eccentricity * sine) / Eccentricity));
    }
}
