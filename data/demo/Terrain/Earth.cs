namespace Gis.Demo.Terrain;

/// <summary>Distances and directions on a sphere: good to half a per cent, which is enough for an invented world.</summary>
internal static class Earth
{
    private const double RadiusM = 6_371_008.8;
    private const double DegreeM = Math.PI / 180 * RadiusM;

    public static double DistanceM(LonLat a, LonLat b)
    {
        var x = (b.Lon - a.Lon) * Math.Cos(Radians((a.Lat + b.Lat) / 2));
        var y = b.Lat - a.Lat;
        return DegreeM * Math.Sqrt((x * x) + (y * y));
    }

    public static double HeadingDeg(LonLat from, LonLat to)
    {
        var x = (to.Lon - from.Lon) * Math.Cos(Radians((from.Lat + to.Lat) / 2));
        var degrees = Math.Atan2(x, to.Lat - from.Lat) * 180 / Math.PI;
        return degrees < 0 ? degrees + 360 : degrees;
    }

    public static LonLat Shift(LonLat from, double distanceM, double headingDeg)
    {
        var heading = Radians(headingDeg);
        return new LonLat(
            from.Lon + (distanceM * Math.Sin(heading) / (DegreeM * Math.Cos(Radians(from.Lat)))),
            from.Lat + (distanceM * Math.Cos(heading) / DegreeM));
    }

    public static LonLat Between(LonLat a, LonLat b, double share) =>
        new(a.Lon + ((b.Lon - a.Lon) * share), a.Lat + ((b.Lat - a.Lat) * share));

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
