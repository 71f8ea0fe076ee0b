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
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);
    private static readonly TimeSpan WholeDay = TimeSpan.FromHours(23.5);

    /// <param name="meter">Whose report it is.</param>
    /// <param name="report">What it says.</param>
    /// <param name="before">The totals of the report before.</param>
    /// <param name="step">How its flow and pressure stand against what is usual; null where it doesn't say both or nothing is known.</param>
    /// <param name="figures">The rules' figures.</param>
    /// <param name="now">The present.</param>
    public static IEnumerable<Verdict> Judge(
        ThingEntry meter, MeterReport report, MeterMemory? before, FlowStep? step, RuleFigures figures, DateTimeOffset now)
    {
        var memory = before is { } m && m.ReadAt < report.ReadAt ? before : null;
        return new[]
            {
                JudgeLeak(report, meter.Role, figures),
                BurstRules.Judge(report, meter.Q3M3h, step, figures),
                JudgeReverse(report, memory, figures),
                JudgeRollback(meter, report, memory),
                JudgeFlags(report),
            }
            .OfType<MeterFinding>()
            .Select(found => new Verdict(new AlarmKey(meter.Id, "", found.Kind), found.Kind, found.IsBad ? Finding.Bad : found.KeepsOpen ? Finding.Between : Finding.Good, report.ReadAt, meter)
            {
                SeverityAfter = _ => found.Severity,
                Period = found.Period,
                RaiseAfter = found.RaiseAfter,
                ClearAfter = found.ClearAfter,
                Value = found.Value,
                Limit = found.Limit,
                Ratio = found is { Value: { } value, Limit: > 0 and var limit } ? value / limit : null,
                IsHistory = TimeWindow.IsBackfill(report.ReadAt, now),
                Details = () => found.Details ?? [],
            });
    }

    /// <summary>
    /// Water runs all night: the least flow between 02:00 and 04:00 is above the floor, and no interval of a whole day is zero. A well may run all night, and
    /// a district's nights are <see cref="DistrictRules"/>'.
    /// </summary>
    private static MeterFinding? JudgeLeak(MeterReport report, MeterRole role, RuleFigures figures)
    {
        if (role == MeterRole.District || report.Intervals is not { } intervals
            || intervals.Litres.Count * TimeSpan.FromMinutes(intervals.Minutes) < WholeDay)
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
        var leaks = role == MeterRole.Household && least > figures.LeakNightFloorLitresPerHour && intervals.Litres.All(l => l > 0);
        return new MeterFinding(Leak, leaks, Severity.Yellow, least, figures.LeakNightFloorLitresPerHour, 1, Unit("L/h"));
    }

    /// <summary>
    /// A meter that sends its day in pieces is judged by the day that the store holds, 04:00 to 04:00, once it is whole: the same rule as for a day that
    /// comes in one report.
    /// </summary>
    public static Verdict JudgeNight(ThingEntry meter, MeterNight night, RuleFigures figures, DateTimeOffset now)
    {
        var leaks = meter.Role == MeterRole.Household && night.LeastAtNightLitresPerHour > figures.LeakNightFloorLitresPerHour && night.LeastLitres > 0;
        return new Verdict(new AlarmKey(meter.Id, "", Leak), Leak, leaks ? Finding.Bad : Finding.Good, night.End, meter)
        {
            Period = TimeSpan.FromDays(1),
            SeverityAfter = _ => Severity.Yellow,
            Value = night.LeastAtNightLitresPerHour,
            Limit = figures.LeakNightFloorLitresPerHour,
            Ratio = night.LeastAtNightLitresPerHour / figures.LeakNightFloorLitresPerHour,
            IsHistory = TimeWindow.IsBackfill(night.End, now),
            Details = () => Unit("L/h"),
        };
    }

    private static MeterFinding? JudgeReverse(MeterReport report, MeterMemory? memory, RuleFigures figures)
    {
        var earlier = report.PreviousReverseTotalM3 ?? memory?.ReverseTotalM3;
        var grownM3 = report.ReverseTotalM3 is { } total && earlier is { } before ? total - before : report.ReverseGrowthM3;
        var flagged = report.Flags?.Contains(MeterFlags.Reverse) == true;
        if (grownM3 is null && !flagged)
        {
            return report.Flags is null ? null : new MeterFinding(ReverseFlow, false, Severity.Yellow, null, null, 1, null);
        }

        // A reverse total that fell tells of another register, not of water that came back.
        var litres = grownM3 is { } grown ? Math.Max(grown, 0) * LitresPerM3 : (double?)null;
        return new MeterFinding(
            ReverseFlow, flagged || litres >= figures.ReverseLeastLitres, Severity.Yellow, litres, figures.ReverseLeastLitres, 2, Unit("L"));
    }

    private static MeterFinding? JudgeRollback(ThingEntry meter, MeterReport report, MeterMemory? memory)
    {
        if (report.TotalM3 is not { } total || (report.PreviousTotalM3 ?? memory?.TotalM3) is not { } before)
        {
            return null;
        }

        var wrapped = meter.RegisterM3 is { } capacity
            && MeterRegister.HasWrapped(before, total, capacity, report.Q3M3h ?? meter.Q3M3h, report.ReadAt - memory?.ReadAt);
        return new MeterFinding(CounterRollback, total < before && !wrapped, Severity.Notice, total, before, 2, Unit("m3"));
    }

    private static MeterFinding? JudgeFlags(MeterReport report)
    {
        var flags = (report.Flags ?? []).Where(f => f != MeterFlags.Reverse).ToList();
        if (report.BatteryV < LowBatteryV && !flags.Contains(MeterFlags.LowBattery))
        {
            flags.Add(MeterFlags.LowBattery);
        }

        return flags.Count == 0 && report.Flags is null
            ? null
            : new MeterFinding(MeterFlag, flags.Count > 0, Severity.Notice, null, null, 1, new() { ["flags"] = flags });
    }

    public static Dictionary<string, object?> Unit(string unit) => new() { ["unit"] = unit };
}
