using Gis.Ingest.Pipeline;
using Gis.Ingest.Quality;

namespace Gis.Ingest.Alarms;

/// <summary>Judges values against the limits of permits: means decide over-limit, real-time values give a notice that the limit is near.</summary>
internal static class LimitRules
{
    public const string OverLimit = "over_limit";
    public const string NearLimit = "near_limit";
    private const int HourS = 3_600;

    /// <summary>How values stand against the limits of their things, good or bad.</summary>
    public static IEnumerable<LimitFinding> Judge(IEnumerable<ValueRow> rows, RuleFigures figures, DateTimeOffset now)
    {
        foreach (var row in rows)
        {
            var thing = row.Stream.Thing;
            if (!thing.HasLimits || !QualityRules.MayBeJudged(row.Quality))
            {
                continue;
            }

            if (!row.IsPeriod)
            {
                if (!TimeWindow.IsBackfill(row.At, now) && thing.ShortestLimit(row.Stream.Property, row.At) is { } shortest
                    && JudgeRealTime(row, shortest, figures) is { } found)
                {
                    yield return found;
                }

                continue;
            }

            foreach (var limit in thing.LimitsOf(row.Stream.Property, row.At).Where(l => l.PeriodS == row.Stream.PeriodS))
            {
                if (JudgeMean(row, limit, figures, now) is { } found)
                {
                    yield return found;
                }
            }
        }
    }

    /// <summary>The same with all that an alarm tells.</summary>
    public static Verdict ToVerdict(LimitFinding found, RuleFigures figures) => found.Row.IsPeriod ? OfMean(found, figures) : OfRealTime(found, figures);

    private static LimitFinding? JudgeMean(ValueRow row, LimitEntry limit, RuleFigures figures, DateTimeOffset now)
    {
        if (Basis(row, limit.Basis) is not { } value)
        {
            return null;
        }

        var (finding, against, ratio, isLower) = Compare(value, limit, figures.ClearRatio);
        return new LimitFinding(row, limit, limit.MeanRule, finding, value, against, ratio) { IsLower = isLower, IsHistory = TimeWindow.IsBackfill(row.End, now) };
    }

    private static LimitFinding? JudgeRealTime(ValueRow row, LimitEntry limit, RuleFigures figures)
    {
        // A total has no real-time value, and neither a lower limit nor a range such as pH 6 to 9 has an "80 %".
        if (limit.Upper is not (> 0 and var upper) || limit.Lower is not null || limit.Basis == "cou" || (limit.Basis == "zs_avg" ? row.ZsValue : row.Value) is not { } value)
        {
            return null;
        }

        var ratio = value / upper;
        var finding = ratio > figures.NearLimitRatio ? Finding.Bad
            : ratio < figures.NearLimitRatio * figures.ClearRatio ? Finding.Good : Finding.Between;
        return new LimitFinding(row, limit, NearLimit, finding, value, upper, ratio);
    }

    private static Verdict OfMean(LimitFinding found, RuleFigures figures) => new(found.Key, OverLimit, found.Finding, found.Row.At, found.Row.Stream.Thing)
    {
        Period = TimeSpan.FromSeconds(found.Row.Stream.PeriodS),
        SeverityAfter = streak => SeverityOf(found.Ratio, found.Limit.PeriodS, streak, figures),
        ClearAfter = figures.ClearPeriods,
        Value = found.Value,
        Limit = found.Against,
        Ratio = found.Ratio,
        IsLower = found.IsLower,
        PermitLimitId = found.Limit.Id,
        StreamId = found.Row.Stream.Id,
        IsHistory = found.IsHistory,
        Details = () => Describe(found),
    };

    private static Verdict OfRealTime(LimitFinding found, RuleFigures figures) => new(found.Key, NearLimit, found.Finding, found.Row.At, found.Row.Stream.Thing)
    {
        RaiseAfter = figures.NearLimitPeriods,
        ClearAfter = figures.ClearPeriods,
        Value = found.Value,
        Limit = found.Against,
        Ratio = found.Ratio,
        PermitLimitId = found.Limit.Id,
        StreamId = found.Row.Stream.Id,
        TellsEach = false,
        Details = () => Describe(found),
    };

    private static (Finding Finding, double? Limit, double? Ratio, bool IsLower) Compare(double value, LimitEntry limit, double clearRatio)
    {
        if (limit.Upper is { } upper && value > upper)
        {
            return (Finding.Bad, upper, upper > 0 ? value / upper : null, false);
        }

        if (limit.Lower is { } lower && value < lower)
        {
            return (Finding.Bad, lower, value > 0 ? lower / value : null, true);
        }

        var isGood = (limit.Upper is not { } most || value < most * clearRatio || most <= 0)
            && (limit.Lower is not { } least || value > least / clearRatio || least <= 0);
        var against = limit.Upper ?? limit.Lower;
        return (isGood ? Finding.Good : Finding.Between, against, against > 0 ? value / against : null, limit.Upper is null);
    }

    /// <summary>The worse of what the ratio and, for hour means, the hours in a row say.</summary>
    private static Severity SeverityOf(double? ratio, int periodS, int streak, RuleFigures figures)
    {
        var byRatio = ratio > figures.OverLimitRedRatio ? Severity.Red
            : ratio > figures.OverLimitOrangeRatio ? Severity.Orange
            : ratio > figures.OverLimitYellowRatio ? Severity.Yellow : Severity.Blue;
        var hours = periodS <= HourS ? (double)streak * periodS / HourS : 0;
        var byHours = hours >= figures.OverLimitRedHours ? Severity.Red
            : hours >= figures.OverLimitOrangeHours ? Severity.Orange
            : hours >= figures.OverLimitYellowHours ? Severity.Yellow : Severity.Blue;
        return Severities.Worst(byRatio, byHours);
    }

    private static double? Basis(ValueRow row, string basis) => basis switch
    {
        "avg" => row.Figures.Avg,
        "zs_avg" => row.Figures.ZsAvg,
        "max" => row.Figures.Max,
        "cou" => row.Figures.Cou,
        _ => null,
    };

    private static Dictionary<string, object?> Describe(LimitFinding found) => new(StringComparer.Ordinal)
    {
        ["basis"] = found.Limit.Basis,
        ["period_s"] = found.Row.Stream.PeriodS,
        ["unit"] = found.Row.Stream.Unit,
        ["flag"] = found.Row.Flag?.ToString(),
    };
}
