using NetTopologySuite.Geometries;

namespace Gis.Demo.Land.Parcels;

/// <summary>
/// Areas on the ellipsoid of CGCS2000, m², apart from the product's own computation: the ring is laid on a cylinder of equal areas (Snyder 1987, eq. 10-3
/// and 3-12), where the shoelace gives its area.
/// </summary>
internal static class EllipsoidSurface
{
    private const double A = 6_378_137;
    private static readonly double E = Math.Sqrt((2 - (1 / 298.257222101)) / 298.257222101);

    public static double AreaM2(Geometry lonLat) => lonLat switch
    {
        Polygon polygon => Math.Abs(Ring(polygon.ExteriorRing)) - polygon.InteriorRings.Sum(hole => Math.Abs(Ring(hole))),
        GeometryCollection parts => parts.Geometries.Sum(AreaM2),
        _ => 0,
    };

    private static double Ring(LineString ring)
    {
        var at = ring.Coordinates;
        var (lon0, y0) = (at[0].X, Height(at[0].Y));
        var twice = 0.0;
        for (var i = 1; i < at.Length; i++)
        {
            var (x1, y1) = (at[i - 1].X - lon0, Height(at[i - 1].Y) - y0);
            var (x2, y2) = (at[i].X - lon0, Height(at[i].Y) - y0);
            twice += (x1 * y2) - (x2 * y1);
        }

        return twice / 2 * Math.PI / 180;
    }

    /// <summary>Height on the cylinder times the equator's radius, so that x is plain longitude in radians.</summary>
    private static double Height(double lat)
    {
        var sin = Math.Sin(lat * Math.PI / 180);
        return A * A / 2 * (1 - (E * E)) * ((sin / (1 - (E * E * sin * sin))) + (Math.Atanh(E * sin) / E));
    }
}
