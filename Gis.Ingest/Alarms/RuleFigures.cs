namespace Gis.Ingest.Alarms;

/// <summary>The figures of the alarm rules in force, from table rule_setting.</summary>
internal sealed class RuleFigures(IReadOnlyDictionary<string, double> values)
{
    public double OverLimitYellowRatio => values["over_limit.yellow_ratio"];

    public double OverLimitOrangeRatio => values["over_limit.orange_ratio"];

    public double OverLimitRedRatio => values["over_limit.red_ratio"];

    public double OverLimitYellowHours => values["over_limit.yellow_hours"];

    public double OverLimitOrangeHours => values["over_limit.orange_hours"];

    public double OverLimitRedHours => values["over_limit.red_hours"];

    public double ClearRatio => values["over_limit.clear_ratio"];

    public int ClearPeriods => (int)values["over_limit.clear_periods"];

    public double NearLimitRatio => values["near_limit.ratio"];

    public int NearLimitPeriods => (int)values["near_limit.periods"];

    public double OfflineIntervals => values["offline.intervals"];

    public double LeakNightFloorLitresPerHour => values["leak.night_floor_l_per_h"];

    public double ReverseLeastLitres => values["reverse.min_l"];

    public int BurstIntervals => (int)values["burst.intervals"];
}
