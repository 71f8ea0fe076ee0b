namespace Gis.Tiles.Import;

/// <summary>The shift of Chinese public web maps (GCJ-02), forward and exactly back. Degrees, lon lat.</summary>
internal static class Gcj02
{
    private const double SemiMajorM = 6378245.0;
    private const double EccentricitySquared = 0.00669342162296594323;
    private const double ConvergedDeg = 1e-10;
    private const int MaxRounds = 30;

    public static LonLat FromWgs84(LonLat at)
    {
        if (IsOutsideChina(at))
        {
            return at;
        }

        var (shiftLon, shiftLat) = Shift(at);
        return new LonLat(at.Lon + shiftLon, at.Lat + shiftLat);
    }

    /// <summary>Iterates w ← w − (f(w) − g); the usual one-step inverse would leave up to 3 m.</summary>
    public static LonLat ToWgs84(LonLat shifted)
    {
        if (IsOutsideChina(shifted))
        {
            return shifted;
        }

        var guess = shifted;
        for (var round = 0; round < MaxRounds; round++)
        {
            var (shiftLon, shiftLat) = Shift(guess);
            var errorLon = guess.Lon + shiftLon - shifted.Lon;
            var errorLat = guess.Lat + shiftLat - shifted.Lat;
            guess = new LonLat(guess.Lon - errorLon, guess.Lat - errorLat);
            if (Math.Abs(errorLon) < ConvergedDeg && Math.Abs(errorLat) < ConvergedDeg)
            {
                return guess;
            }
        }

        throw new ArithmeticException($"GCJ-02 inverse did not converge at {shifted.Lon}, {shifted.Lat}.");
    }

    private static bool IsOutsideChina(LonLat at) => at.Lon is < 73.66 or > 135.05 || at.Lat is < 3.86 or > 53.55;

    private static (double Lon, double Lat) Shift(LonLat at)
    {
        var x = at.Lon - 105;
        var y = at.Lat - 35;
        var common = ((20 * SinPi(6 * x)) + (20 * SinPi(2 * x))) * 2 / 3;
        var north = -100 + (2 * x) + (3 * y) + (0.2 * y * y) + (0.1 * x * y) + (0.2 * Math.Sqrt(Math.Abs(x))) + common
            + (((20 * SinPi(y)) + (40 * SinPi(y / 3))) * 2 / 3)
            + (((160 * SinPi(y / 12)) + (320 * SinPi(y / 30))) * 2 / 3);
        var east = 300 + x + (2 * y) + (0.1 * x * x) + (0.1 * x * y) + (0.1 * Math.Sqrt(Math.Abs(x))) + common
            + (((20 * SinPi(x)) + (40 * SinPi(x / 3))) * 2 / 3)
            + (((150 * SinPi(x / 12)) + (300 * SinPi(x / 30))) * 2 / 3);
        var latRad = double.DegreesToRadians(at.Lat);
        var m = 1 - (EccentricitySquared * Math.Sin(latRad) * Math.Sin(latRad));
        var sqrtM = Math.Sqrt(m);
        return (
            double.RadiansToDegrees(east / (SemiMajorM / sqrtM * Math.Cos(latRad))),
            double.RadiansToDegrees(north / (SemiMajorM * (1 - EccentricitySquared) / (m * sqrtM))));
    }

    private static double SinPi(double halfTurns) => Math.Sin(halfTurns * Math.PI);
}
