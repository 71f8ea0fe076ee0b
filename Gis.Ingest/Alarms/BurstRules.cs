using Gis.Ingest.Meters;

namespace Gis.Ingest.Alarms;

/// <summary>Finds a burst pipe in a meter's report: more than the meter is made for, or a step of the flow with a fall of the pressure.</summary>
internal static class BurstRules
{
    /// <summary>The rule of the step, by which its figures are named.</summary>
    public const string Step = "burst_step";

    private const double LitresPerM3 = 1_000;
    private const int GoodReportsThatClear = 2;

    /// <param name="report">What the meter says.</param>
    /// <param name="registeredQ3">Its permanent flow, m³/h, where the report doesn't say it.</param>
    /// <param name="step">Its flow and pressure against what is usual; null where that can't be said.</param>
    /// <param name="figures">The rules' figures.</param>
    public static MeterFinding? Judge(MeterReport report, double? registeredQ3, FlowStep? step, RuleFigures figures)
    {
        var overload = JudgeOverload(report, registeredQ3, figures);
        if (step is not { } seen)
        {
            return overload;
        }

        var found = new MeterFinding(
            MeterRules.Burst, IsBurst(seen, figures), Severity.Red, seen.Flow, seen.Limit, GoodReportsThatClear, Describe(seen, figures));

        // The pressure falls once; the water runs until somebody shuts it off.
        return found.IsBad ? found
            : overload is { IsBad: true } ? overload
            : (overload ?? found) with { KeepsOpen = seen.IsAbove };
    }

    private static bool IsBurst(FlowStep step, RuleFigures figures) => step.IsAbove && HasFallen(step, figures);

    private static bool HasFallen(FlowStep step, RuleFigures figures) =>
        step.PressureBefore is { } before && before - step.Pressure > figures.BurstStepFallMPa;

    /// <summary>
    /// More than the permanent flow for some intervals in a row; where a report holds fewer, or a flow alone, the reports in a row make up for it.
    /// </summary>
    private static MeterFinding? JudgeOverload(MeterReport report, double? registeredQ3, RuleFigures figures)
    {
        if ((report.Q3M3h ?? registeredQ3) is not ({ } q3 and > 0))
        {
            return null;
        }

        var fell = report is { PressureMPa: { } pressure, PressureBeforeMPa: { } earlier } && earlier - pressure > figures.BurstStepFallMPa;
        var severity = fell ? Severity.Red : Severity.Orange;
        var details = MeterRules.Unit("m3/h");
        details["pressure_fell"] = fell;
        if (report.Intervals is not { Litres.Count: > 0 } intervals)
        {
            return report.FlowM3h is { } present
                ? new MeterFinding(MeterRules.Burst, present > q3, severity, present, q3, GoodReportsThatClear, details) { RaiseAfter = figures.BurstIntervals }
                : null;
        }

        var (run, longest, peak) = (0, 0, 0.0);
        for (var i = 0; i < intervals.Litres.Count; i++)
        {
            var flow = intervals.LitresPerHour(i) / LitresPerM3;
            run = flow > q3 ? run + 1 : 0;
            (longest, peak) = (Math.Max(longest, run), Math.Max(peak, flow));
        }

        details["intervals"] = longest;
        var needed = Math.Clamp(figures.BurstIntervals, 1, intervals.Litres.Count);
        return new MeterFinding(MeterRules.Burst, longest >= needed, severity, Math.Max(peak, report.FlowM3h ?? 0), q3, GoodReportsThatClear, details)
        {
            RaiseAfter = (figures.BurstIntervals + needed - 1) / needed,
            Period = intervals.Litres.Count * TimeSpan.FromMinutes(intervals.Minutes),
        };
    }

    private static Dictionary<string, object?> Describe(FlowStep step, RuleFigures figures)
    {
        var details = MeterRules.Unit("m3/h");
        details["rule"] = Step;
        details["usual"] = step.Usual;
        details["sigma"] = step.Sigma;
        details["pressure"] = step.Pressure;
        details["pressure_before"] = step.PressureBefore;
        details["pressure_fell"] = HasFallen(step, figures);
        return details;
    }
}
