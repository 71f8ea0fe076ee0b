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
    });
}
