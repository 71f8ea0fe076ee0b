using Gis.Ingest.Alarms;

namespace Gis.Ingest.Tests.Alarms;

/// <summary>The defaults of table rule_setting.</summary>
internal static class Figures
{
    public static RuleFigures Default { get; } = new(new Dictionary<string, double>
    {
        ["over_limit.yellow_ratio"] = 1.5,
        ["over_limit.orange_ratio"] = 2,
        ["over_limit.red_ratio"] = 3,
        ["over_limit.yellow_hours"] = 2,
        ["over_limit.orange_hours"] = 6,
        ["over_limit.red_hours"] = 24,
        ["over_limit.clear_ratio"] = 0.95,
        ["over_limit.clear_periods"] = 2,
        ["near_limit.ratio"] = 0.8,
        ["near_limit.periods"] = 2,
        ["offline.intervals"] = 3,
        ["leak.night_floor_l_per_h"] = 10,
        ["reverse.min_l"] = 10,
        ["burst.intervals"] = 3,
        ["burst_step.sigmas"] = 4,
        ["burst_step.fall_mpa"] = 0.1,
        ["burst_step.days"] = 28,
        ["burst_step.least_days"] = 7,
        ["leak_district.nights"] = 2,
        ["leak_district.mads"] = 3,
        ["leak_district.least_rise_l_per_h"] = 10,
        ["leak_district.mean_share"] = 0.4,
        ["leak_district.baseline_nights"] = 28,
        ["leak_district.least_nights"] = 7,
    });
}
