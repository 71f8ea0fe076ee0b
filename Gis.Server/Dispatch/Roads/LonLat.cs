namespace Gis.Server.Dispatch.Roads;

/// <summary>A place in degrees CGCS2000, longitude first.</summary>
internal readonly record struct LonLat(double Lon, double Lat)
{
    private const double EarthRadiusMetres = 6_371_008.8;

    public double MetresTo(LonLat other)
    {
        var sinLat = Math.Sin(double.DegreesToRadians(other.Lat - Lat) / 2);
        var sinLon = Math.Sin(double.DegreesToRadians(other.Lon - Lon) / 2);
        var h = (sinLat * sinLat)
            + (Math.Cos(double.DegreesToRadians(Lat)) * Math.Cos(double.DegreesToRadians(other.Lat)) * sinLon * sinLon);
        return 2 * EarthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    public LonLat Towards(LonLat other, double share) =>
        new(Lon + ((other.Lon - Lon) * share), Lat + ((other.Lat - Lat) * share));
}
