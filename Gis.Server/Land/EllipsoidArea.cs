using NetTopologySuite.Geometries;

namespace Gis.Server.Land;

/// <summary>
/// Areas on the ellipsoid of CGCS2000, m². An edge closes, with the equator, a strip whose area is the integral of the ellipsoid's zone (in closed form: Snyder 1987,
/// eq. 3-12, whose series the survey's rules tabulate) along it; the sum over a ring is its area. Edges are straight in longitude and latitude, as GeoJSON and the
/// store's overlays take them, so that the parts of what is cut add up (decision 23).
/// </summary>
internal static class EllipsoidArea
{
    private const double A = 6378137.0;
    private const double F = 1 / 298.257222101;
    private const double PieceDegrees = 1;
    private const double HalfTurn = 180;
    private static readonly double EccentricitySquared = F * (2 - F);
    private static readonly double Eccentricity = Math.Sqrt(EccentricitySquared);

    /// <summary>Where Gauss and Legendre look at an edge from -1 to 1, and how much each look weighs; within a degree exact to less than a square centimetre.</summary>
    private static readonly (double At, double Weight)[] Looks = [(-Math.Sqrt(0.6), 5.0 / 18), (0, 8.0 / 18), (Math.Sqrt(0.6), 5.0 / 18)];

    /// <summary>Area of a polygon or of several, holes taken out; 0 for points, lines and what is empty. Coordinates are lon, lat in degrees.</summary>
    /// <exception cref="ArgumentException">A position is no place on the earth, or a ring spans 180 degrees or more, as one over the antimeridian does.</exception>
    public static double SquareMetres(Geometry lonLat) => lonLat switch
    {
        Polygon polygon => OfPolygon(polygon),
        GeometryCollection parts => parts.Geometries.Sum(SquareMetres),
        _ => 0,
    };

    private static double OfPolygon(Polygon polygon)
    {
        if (polygon.IsEmpty)
        {
            return 0;
        }

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
        double sum = 0, west = double.MaxValue, east = double.MinValue;
        var zone0 = ring.Count == 0 ? 0 : Zone(ring.GetY(0));
        for (var i = 0; i < ring.Count; i++)
        {
            var (lon, lat) = (ring.GetX(i), ring.GetY(i));
            if (!(Math.Abs(lon) <= HalfTurn && Math.Abs(lat) <= 90))
            {
                throw new ArgumentException($"Position {i} of a ring is no longitude and latitude in degrees.", nameof(ring));
            }

            (west, east) = (Math.Min(west, lon), Math.Max(east, lon));
            if (i > 0)
            {
                sum += (lon - ring.GetX(i - 1)) * MeanZone(ring.GetY(i - 1), lat, zone0);
            }
        }

        return east - west < HalfTurn || ring.Count == 0
            ? Math.Abs(sum) * double.Pi / 180
            : throw new ArgumentException("A ring spans 180 degrees or more; cut it at the antimeridian.", nameof(ring));
    }

    /// <summary>The mean along an edge, less that of the ring's first corner.</summary>
    private static double MeanZone(double from, double to, double zone0)
    {
        if (from == to)
        {
            return Zone(from) - zone0;
        }

        var pieces = (int)Math.Ceiling(Math.Abs(to - from) / PieceDegrees);
        var half = (to - from) / pieces / 2;
        double mean = 0;
        for (var piece = 0; piece < pieces; piece++)
        {
            var middle = from + (((2 * piece) + 1) * half);
            foreach (var (at, weight) in Looks)
            {
                mean += weight * (Zone(middle + (half * at)) - zone0);
            }
        }

        return mean / pieces;
    }

    /// <summary>Area between the equator and a parallel, m² a radian of longitude.</summary>
    private static double Zone(double latDegrees)
    {
        var sine = Math.Sin(latDegrees * double.Pi / 180);
        return A * A * (1 - EccentricitySquared) / 2 * ((sine / (1 - (EccentricitySquared * sine * sine))) + (Math.Atanh(Eccentricity * sine) / Eccentricity));
    }
}
