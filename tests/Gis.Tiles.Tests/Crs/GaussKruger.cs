namespace Gis.Tiles.Tests.Crs;

/// <summary>
/// The Gauss-Krüger projection of CGCS2000 by Krüger's series to the fourth power of n (Kawase 2011, "A General Formula for Calculating Meridian Arc Length"),
/// good to far less than a millimetre near its middle meridian; knows nothing of PROJ.
/// </summary>
internal static class GaussKruger
{
    private const double A = 6_378_137;
    private const double F = 1 / 298.257222101;
    private const double N = F / (2 - F);

    private static readonly double Radius = A / (1 + N) * (1 + (N * N / 4) + (Math.Pow(N, 4) / 64));

    private static readonly double[] Alpha =
    [
        (N / 2) - (2.0 / 3 * N * N) + (5.0 / 16 * Math.Pow(N, 3)) + (41.0 / 180 * Math.Pow(N, 4)),
        (13.0 / 48 * N * N) - (3.0 / 5 * Math.Pow(N, 3)) + (557.0 / 1440 * Math.Pow(N, 4)),
        (61.0 / 240 * Math.Pow(N, 3)) - (103.0 / 140 * Math.Pow(N, 4)),
        49561.0 / 161280 * Math.Pow(N, 4),
    ];

    /// <summary>Degrees to metres north of the equator and east of the false origin.</summary>
    public static (double NorthM, double EastM) Project(double lon, double lat, double middleMeridian, double falseEastingM)
    {
        var k = 2 * Math.Sqrt(N) / (1 + N);
        var sin = Math.Sin(lat * Math.PI / 180);
        var t = Math.Sinh(Math.Atanh(sin) - (k * Math.Atanh(k * sin)));
        var away = (lon - middleMeridian) * Math.PI / 180;
        var xi = Math.Atan2(t, Math.Cos(away));
        var eta = Math.Atanh(Math.Sin(away) / Math.Sqrt(1 + (t * t)));
        var north = xi;
        var east = eta;
        for (var j = 1; j <= Alpha.Length; j++)
        {
            north += Alpha[j - 1] * Math.Sin(2 * j * xi) * Math.Cosh(2 * j * eta);
            east += Alpha[j - 1] * Math.Cos(2 * j * xi) * Math.Sinh(2 * j * eta);
        }

        return (Radius * north, falseEastingM + (Radius * east));
    }
}
