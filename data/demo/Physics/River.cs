namespace Gis.Demo.Physics;

/// <summary>How a discharge travels down a river: carried along, spread out lengthwise, mixed into the river's flow, slowly broken down.</summary>
internal static class River
{
    public const double SpeedMps = 0.7;
    private const double DispersionM2s = 30;
    private const double DecayPerDay = 0.2;

    /// <summary>What a discharge adds to the river some way downstream, in the unit of its own excess.</summary>
    /// <param name="discharge">What was let out.</param>
    /// <param name="excess">How far above its usual value the outfall is while the discharge holds.</param>
    /// <param name="outfallLps">Flow of the outfall.</param>
    /// <param name="riverM3s">Flow of the river where it is measured.</param>
    /// <param name="wayM">Way from the outfall along the river.</param>
    /// <param name="at">The moment of the measurement.</param>
    public static double Excess(Discharge discharge, double excess, double outfallLps, double riverM3s, double wayM, DateTimeOffset at)
    {
        var travelS = wayM / SpeedMps;
        var spreadS = Math.Max(60, Math.Sqrt(2 * DispersionM2s * wayM / Math.Pow(SpeedMps, 3)));
        var sinceFrontS = (at - discharge.Start).TotalSeconds - travelS;
        var share = 0.5 * (Erf(sinceFrontS / spreadS / Math.Sqrt(2)) - Erf((sinceFrontS - discharge.Duration.TotalSeconds) / spreadS / Math.Sqrt(2)));
        var outfallM3s = outfallLps / 1_000;
        return excess * outfallM3s / (riverM3s + outfallM3s) * Math.Exp(-DecayPerDay * travelS / 86_400) * Math.Max(0, share);
    }

    /// <summary>Abramowitz and Stegun 7.1.26, good to 1.5e-7.</summary>
    private static double Erf(double x)
    {
        var t = 1 / (1 + (0.3275911 * Math.Abs(x)));
        var tail = ((((((((1.061405429 * t) - 1.453152027) * t) + 1.421413741) * t) - 0.284496736) * t) + 0.254829592) * t * Math.Exp(-x * x);
        return x < 0 ? tail - 1 : 1 - tail;
    }
}
