namespace Gis.Ingest.Quality;

/// <summary>Decides what a value is fit for, from its flag and the plausibility gate of its datastream.</summary>
internal static class QualityRules
{
    public static ValueQuality Assess(double? value, char? flag, double? gateMin, double? gateMax, bool clockOff = false)
    {
        if (value is not { } number)
        {
            return ValueQuality.NotANumber;
        }

        return flag switch
        {
            'T' => ValueQuality.AboveRange,
            not (null or 'N' or 'n') => ValueQuality.FlaggedByDevice,
            _ when number < gateMin || number > gateMax => ValueQuality.OutsideGate,
            _ => clockOff ? ValueQuality.ClockOff : ValueQuality.Valid,
        };
    }

    /// <summary>N and what is above range may be judged; a wrong clock spoils the time, not the value.</summary>
    public static bool MayBeJudged(ValueQuality quality) => quality is ValueQuality.Valid or ValueQuality.AboveRange or ValueQuality.ClockOff;
}
