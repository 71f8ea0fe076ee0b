namespace Gis.Tiles.Import;

/// <summary>The further shift of Baidu's maps (BD-09) upon GCJ-02, forward and exactly back. Degrees, lon lat.</summary>
internal static class Bd09
{
    private const double Wave = Math.PI * 3000 / 180;
    private const double ConvergedDeg = 1e-11;
    private const int MaxRounds = 30;

    public static LonLat FromGcj02(LonLat at)
    {
        var length = Math.Sqrt((at.Lon * at.Lon) + (at.Lat * at.Lat)) + (0.00002 * Math.Sin(at.Lat * Wave));
        var angle = Math.Atan2(at.Lat, at.Lon) + (0.000003 * Math.Cos(at.Lon * Wave));
        return new LonLat((length * Math.Cos(angle)) + 0.0065, (length * Math.Sin(angle)) + 0.006);
    }

    /// <summary>Iterates as <see cref="Gcj02.ToWgs84"/> does.</summary>
    public static LonLat ToGcj02(LonLat shifted)
    {
        var guess = new LonLat(shifted.Lon - 0.0065, shifted.Lat - 0.006);
        for (var round = 0; round < MaxRounds; round++)
        {
            var forward = FromGcj02(guess);
            var (errorLon, errorLat) = (forward.Lon - shifted.Lon, forward.Lat - shifted.Lat);
            guess = new LonLat(guess.Lon - errorLon, guess.Lat - errorLat);
            if (Math.Abs(errorLon) < ConvergedDeg && Math.Abs(errorLat) < ConvergedDeg)
            {
                return guess;
            }
        }

        throw new ArithmeticException($"BD-09 inverse did not converge at {shifted.Lon}, {shifted.Lat}.");
    }
}
