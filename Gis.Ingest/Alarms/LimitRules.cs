using Gis.Ingest.Pipeline;
using Gis.Ingest.Quality;

namespace Gis.Ingest.Alarms;

/// <summary>Judges values against the limits of permits: means decide over-limit, real-time values give a notice that the limit is near.</summary>
internal static class LimitRules
{
    public const string OverLimit = "over_limit";
    public const string NearLimit = "near_limit";
    private const int HourS = 3_600;

    /// <summary>Adds what is found to <paramref name="verdicts"/>.</summary>
    public static void Judge(ValueRow row, RuleFigures figures, DateTimeOffset now, List<Verdict> verdicts)
    {
        var thing = row.Stream.Thing;
        if (!thing.HasLimits || !QualityRules.MayBeJudged(row.Quality))
        {
            return;
        }

        if (row.IsPeriod)
        {
            verdicts.AddRange(thing.LimitsOf(row.Stream.Property, row.At)
                .Where(l => l.PeriodS == row.Stream.PeriodS).Select(l => JudgeMean(row, l, figures, now)).OfType<Verdict>());
        }
        else if (!TimeWindow.IsBackfill(row.At, now) && thing.ShortestLimit(row.Stream.Property, row.At) is { } limit
            && JudgeRealTime(row, limit, figures) is { } verdict)
        {
            verdicts.Add(verdict);
        }
    }

    private static Verdict? JudgeMean(ValueRow row, LimitEntry limit, RuleFigures figures, DateTimeOffset now)
    {
        if (Basis(row, limit.Basis) is not { } value)
        {
            return null;
        }

        var (finding, against, ratio, isLower) = Compare(value, limit, figures.ClearRatio);
        return new Verdict(
            new AlarmKey(row.Stream.Thing.Id, row.Stream.Property, $"{OverLimit}:{limit.PeriodS}:{limit.Basis}"), OverLimit, finding, row.At, row.Stream.Thing)
        {
            Period = TimeSpan.FromSeconds(row.Stream.PeriodS),
            SeverityAfter = streak => SeverityOf(ratio, limit.PeriodS, streak, figures),
            ClearAfter = figures.ClearPeriods,
            Value = value,
            Limit = against,
            Ratio = ratio,
            IsLower = isLower,
            PermitLimitId = limit.Id,
            StreamId = row.Stream.Id,
            IsHistory = TimeWindow.IsBackfill(row.End, now),
            Details = DetailsOf(row, limit),
        };
    }

    private static Verdict? JudgeRealTime(ValueRow row, LimitEntry limit, RuleFigures figures)
    {
        // A total has no real-time value, and neither a lower limit nor a range such as pH 6 to 9 has an "80 %".
        if (limit.Upper is not > 0 || limit.Lower is not null || limit.Basis == "cou" || (limit.Basis == "zs_avg" ? row.ZsValue : row.Value) is not { } value)
        {
            return null;
        }

        var ratio = value / limit.Upper.Value;
        var finding = ratio > figures.NearLimitRatio ? Finding.Bad
            : ratio < figures.NearLimitRatio * figures.ClearRatio ? Finding.Good : Finding.Between;
        return new Verdict(new AlarmKey(row.Stream.Thing.Id, row.Stream.Property, NearLimit), NearLimit, finding, row.At, row.Stream.Thing)
        {
            RaiseAfter = figures.NearLimitPeriods,
            ClearAfter = figures.ClearPeriods,
            Value = value,
            Limit = limit.Upper,
            Ratio = ratio,
            PermitLimitId = limit.Id,
            StreamId = row.Stream.Id,
            TellsEach = false,
            Details = DetailsOf(row, limit),
        };
    }

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

    /// <summary>A method of its own, so that only what is found costs a closure.</summary>
    private static Func<Dictionary<string, object?>> DetailsOf(ValueRow row, LimitEntry limit) => () => Describe(row, limit);

    private static Dictionary<string, object?> Describe(ValueRow row, LimitEntry limit) => new(StringComparer.Ordinal)
    {
        ["basis"] = limit.Basis,
        ["period_s"] = row.Stream.PeriodS,
        ["unit"] = row.Stream.Unit,
        ["flag"] = row.Flag?.ToString(),
    };
}
