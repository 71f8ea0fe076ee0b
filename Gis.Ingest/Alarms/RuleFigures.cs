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

    public double BurstStepSigmas => values["burst_step.sigmas"];

    public double BurstStepFallMPa => values["burst_step.fall_mpa"];

    public int BurstStepDays => (int)values["burst_step.days"];

    public int BurstStepLeastDays => (int)values["burst_step.least_days"];

    public int DistrictNights => Math.Max(1, (int)values["leak_district.nights"]);

    public double DistrictMads => values["leak_district.mads"];

    public double DistrictLeastRiseLitresPerHour => values["leak_district.least_rise_l_per_h"];

    public double DistrictMeanShare => values["leak_district.mean_share"];

    public int DistrictBaselineNights => (int)values["leak_district.baseline_nights"];

    public int DistrictLeastNights => (int)values["leak_district.least_nights"];
}
