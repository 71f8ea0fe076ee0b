using Gis.Ingest.Meters;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Quality;

namespace Gis.Ingest.Alarms;

/// <summary>Judges one report of a water meter: leak, burst, reverse flow, a total that fell, and the maker's own alarms.</summary>
internal static class MeterRules
{
    public const string Leak = "leak";
    public const string Burst = "burst";
    public const string ReverseFlow = "reverse_flow";
    public const string CounterRollback = "counter_rollback";
    public const string MeterFlag = "meter_flag";

    private const double LowBatteryV = 3.2;
    private const double LitresPerM3 = 1_000;
    private const double PressureFallMPa = 0.1;
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);
    private static readonly TimeSpan WholeDay = TimeSpan.FromHours(23.5);

    public static IEnumerable<Verdict> Judge(ThingEntry meter, MeterReport report, MeterMemory? before, RuleFigures figures, DateTimeOffset now)
    {
        var memory = before is { } m && m.ReadAt < report.ReadAt ? before : null;
        return new[]
            {
                JudgeLeak(report, figures),
                JudgeBurst(report, meter.Q3M3h, figures),
                JudgeReverse(report, memory, figures),
                JudgeRollback(report, memory),
                JudgeFlags(report),
            }
            .OfType<Found>()
            .Select(found => new Verdict(new AlarmKey(meter.Id, "", found.Kind), found.Kind, found.IsBad ? Finding.Bad : Finding.Good, report.ReadAt, meter)
            {
                SeverityAfter = _ => found.Severity,
                ClearAfter = found.ClearAfter,
                Value = found.Value,
                Limit = found.Limit,
                Ratio = found is { Value: { } value, Limit: > 0 and var limit } ? value / limit : null,
                IsHistory = TimeWindow.IsBackfill(report.ReadAt, now),
                Details = () => found.Details ?? [],
            });
    }

    /// <summary>Water runs all night: the least flow between 02:00 and 04:00 is above the floor, and no interval of a whole day is zero.</summary>
    private static Found? JudgeLeak(MeterReport report, RuleFigures figures)
    {
        if (report.Intervals is not { } intervals || intervals.Litres.Count * TimeSpan.FromMinutes(intervals.Minutes) < WholeDay)
        {
            return null;
        }

        var night = Enumerable.Range(0, intervals.Litres.Count)
            .Where(i => intervals.StartOf(i).ToOffset(Beijing).Hour is 2 or 3).Select(intervals.LitresPerHour).ToList();
        if (night.Count == 0)
        {
            return null;
        }

        var least = night.Min();
        var leaks = least > figures.LeakNightFloorLitresPerHour && intervals.Litres.All(l => l > 0);
        return new Found(Leak, leaks, Severity.Yellow, least, figures.LeakNightFloorLitresPerHour, 1, Unit("L/h"));
    }

    private static Found? JudgeBurst(MeterReport report, double? registeredQ3, RuleFigures figures)
    {
        if (report.Intervals is not { Litres.Count: > 0 } intervals || (report.Q3M3h ?? registeredQ3) is not ({ } q3 and > 0))
        {
            return null;
        }

        var (run, longest, peak) = (0, 0, 0.0);
        for (var i = 0; i < intervals.Litres.Count; i++)
        {
            var flow = intervals.LitresPerHour(i) / LitresPerM3;
            run = flow > q3 ? run + 1 : 0;
            (longest, peak) = (Math.Max(longest, run), Math.Max(peak, flow));
        }

        var fell = report is { PressureMPa: { } pressure, PressureBeforeMPa: { } earlier } && earlier - pressure > PressureFallMPa;
        var details = Unit("m3/h");
        details["intervals"] = longest;
        details["pressure_fell"] = fell;
        return new Found(Burst, longest >= figures.BurstIntervals, fell ? Severity.Red : Severity.Orange, Math.Max(peak, report.FlowM3h ?? 0), q3, 2, details);
    }

    private static Found? JudgeReverse(MeterReport report, MeterMemory? memory, RuleFigures figures)
    {
        var earlier = report.PreviousReverseTotalM3 ?? memory?.ReverseTotalM3;
        var grownM3 = report.ReverseTotalM3 is { } total && earlier is { } before ? total - before : report.ReverseGrowthM3;
        var flagged = report.Flags?.Contains(MeterFlags.Reverse) == true;
        if (grownM3 is null && !flagged)
        {
            return report.Flags is null ? null : new Found(ReverseFlow, false, Severity.Yellow, null, null, 1, null);
        }

        var litres = grownM3 * LitresPerM3;
        return new Found(
            ReverseFlow, flagged || litres >= figures.ReverseLeastLitres, Severity.Yellow, litres, figures.ReverseLeastLitres, 2, Unit("L"));
    }

    private static Found? JudgeRollback(MeterReport report, MeterMemory? memory)
    {
        if (report.TotalM3 is not { } total || (report.PreviousTotalM3 ?? memory?.TotalM3) is not { } before)
        {
            return null;
        }

        return new Found(CounterRollback, total < before, Severity.Notice, total, before, 2, Unit("m3"));
    }

    private static Found? JudgeFlags(MeterReport report)
    {
        var flags = (report.Flags ?? []).Where(f => f != MeterFlags.Reverse).ToList();
        if (report.BatteryV < LowBatteryV && !flags.Contains(MeterFlags.LowBattery))
        {
            flags.Add(MeterFlags.LowBattery);
        }

        return flags.Count == 0 && report.Flags is null
            ? null
            : new Found(MeterFlag, flags.Count > 0, Severity.Notice, null, null, 1, new() { ["flags"] = flags });
    }

    private static Dictionary<string, object?> Unit(string unit) => new() { ["unit"] = unit };

    private sealed record Found(
        string Kind, bool IsBad, Severity Severity, double? Value, double? Limit, int ClearAfter, Dictionary<string, object?>? Details);
}
