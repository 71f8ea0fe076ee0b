using Gis.Demo.Terrain;

namespace Gis.Demo.Physics;

/// <summary>Values that wander smoothly between -1 and 1 and are the same whenever one asks for the same moment.</summary>
internal static class Noise
{
    public static double At(ulong key, DateTimeOffset time, double periodS)
    {
        var place = time.ToUnixTimeMilliseconds() / 1_000.0 / periodS;
        var slot = (long)Math.Floor(place);
        var share = place - slot;
        var smooth = share * share * (3 - (2 * share));
        var (left, right) = (Dice.Share(key, slot), Dice.Share(key, slot + 1));
        return (2 * (left + ((right - left) * smooth))) - 1;
    }

    /// <summary>From -1 to 1 over a day of Beijing, highest at the given hour.</summary>
    public static double Daily(DateTimeOffset time, double peakHour) =>
        Math.Cos((time.ToOffset(TimeSpan.FromHours(8)).TimeOfDay.TotalHours - peakHour) / 24 * 2 * Math.PI);
}
