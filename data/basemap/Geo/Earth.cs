using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Geo;

/// <summary>Distances and areas on a sphere, good to half a percent: enough to choose and to label, never to survey.</summary>
internal static class Earth
{
    private const double RadiusM = 6371008.8;

    public static double MetresBetween(Coordinate a, Coordinate b)
    {
        var latA = double.DegreesToRadians(a.Y);
        var latB = double.DegreesToRadians(b.Y);
        var sinLat = Math.Sin((latB - latA) / 2);
        var sinLon = Math.Sin(double.DegreesToRadians(b.X - a.X) / 2);
        var h = (sinLat * sinLat) + (Math.Cos(latA) * Math.Cos(latB) * sinLon * sinLon);
        return 2 * RadiusM * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    public static double LengthM(IReadOnlyList<Coordinate> line)
    {
        var metres = 0.0;
        for (var i = 1; i < line.Count; i++)
        {
            metres += MetresBetween(line[i - 1], line[i]);
        }

        return metres;
    }

    public static double AreaKm2(Geometry geometry)
    {
        var squareMetres = 0.0;
        for (var i = 0; i < geometry.NumGeometries; i++)
        {
            if (geometry.GetGeometryN(i) is Polygon polygon)
            {
                squareMetres += RingSquareMetres(polygon.ExteriorRing.Coordinates);
                squareMetres -= polygon.InteriorRings.Sum(hole => RingSquareMetres(hole.Coordinates));
            }
        }

        return squareMetres / 1e6;
    }

    private static double RingSquareMetres(Coordinate[] ring)
    {
        var sum = 0.0;
        for (var i = 1; i < ring.Length; i++)
        {
            var sines = Math.Sin(double.DegreesToRadians(ring[i - 1].Y)) + Math.Sin(double.DegreesToRadians(ring[i].Y));
            sum += double.DegreesToRadians(ring[i].X - ring[i - 1].X) * (2 + sines);
        }

        return Math.Abs(sum * RadiusM * RadiusM / 2);
    }
}
