using Gis.Demo.Terrain;

namespace Gis.Demo.Physics;

/// <summary>What goes wrong with instruments: now and then one fails, is calibrated, or a whole station falls silent.</summary>
internal static class Faults
{
    public const char Normal = 'N';
    public const char Broken = 'D';
    public const char Calibrating = 'C';

    private const double BrokenShare = 0.002;
    private const double SilentShare = 0.003;
    private static readonly TimeSpan BrokenFor = TimeSpan.FromHours(3);
    private static readonly TimeSpan SilentFor = TimeSpan.FromHours(5);

    public static char FlagAt(ulong station, string property, DateTimeOffset at)
    {
        var key = station ^ Dice.Hash(property);
        if (Dice.Share(key, Block(at, BrokenFor)) < BrokenShare)
        {
            return Broken;
        }

        var local = at.ToOffset(TimeSpan.FromHours(8));
        var calibrates = property is "a21026" or "a21002" or "a21004" or "a05024" && Dice.Share(station, DayOf(local)) < 1 / 7.0;
        return calibrates && local.Hour == 1 && local.Minute < 40 ? Calibrating : Normal;
    }

    /// <summary>The station has no link at this moment; what it measures meanwhile it sends later.</summary>
    public static bool IsSilent(ulong station, DateTimeOffset at) => Dice.Share(~station, Block(at.AddMinutes(station % 240), SilentFor)) < SilentShare;

    private static long Block(DateTimeOffset at, TimeSpan length) => at.ToUnixTimeSeconds() / (long)length.TotalSeconds;

    private static long DayOf(DateTimeOffset local) => local.Date.Ticks / TimeSpan.TicksPerDay;
}
