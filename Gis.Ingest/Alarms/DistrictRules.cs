using Gis.Ingest.Pipeline;
using Gis.Ingest.Quality;

namespace Gis.Ingest.Alarms;

/// <summary>
/// Judges the nights of a district's inflow, where somebody always uses water: too much runs while nearly all sleep, against what the nights before were
/// like or against the day, some nights running.
/// </summary>
internal static class DistrictRules
{
    public const string Rule = "leak_district";

    // A meter that sends a day on the day after is in time.
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="meter">A district meter.</param>
    /// <param name="night">The night that is judged.</param>
    /// <param name="before">What is known of the nights just before it: one fewer than must be bad in a row.</param>
    /// <param name="figures">The rule's figures.</param>
    /// <param name="now">The present.</param>
    public static Verdict Judge(
        ThingEntry meter, DistrictNight night, IReadOnlyList<DistrictNight> before, RuleFigures figures, DateTimeOffset now)
    {
        var finding = Find(night, figures);
        if (finding == Finding.Bad && before.Count(b => Find(b, figures) == Finding.Bad) < figures.DistrictNights - 1)
        {
            finding = Finding.Between;
        }

        var limit = Least(RiseLimit(night, figures), ShareLimit(night, figures));
        return new Verdict(new AlarmKey(meter.Id, "", MeterRules.Leak), MeterRules.Leak, finding, night.End, meter)
        {
            Period = Day,
            SeverityAfter = _ => Severity.Yellow,
            Value = night.Least,
            Limit = limit,
            Ratio = limit > 0 ? night.Least / limit : null,
            IsHistory = TimeWindow.IsBackfill(night.End, now - Day),
            Details = () => new(StringComparer.Ordinal)
            {
                ["rule"] = Rule,
                ["unit"] = "L/h",
                ["baseline"] = night.Median,
                ["mad"] = night.Deviation,
                ["baseline_nights"] = night.BaselineNights,
                ["minimum"] = night.Least,
                ["daily_mean"] = night.Mean,
                ["nights"] = figures.DistrictNights,
            },
        };
    }

    /// <summary>One night by itself. With too few nights before it the share of the day alone decides; without the day's mean no night is good.</summary>
    private static Finding Find(DistrictNight night, RuleFigures figures) =>
        night.Least > RiseLimit(night, figures) || night.Least > ShareLimit(night, figures) ? Finding.Bad
        : night.Mean is null ? Finding.Between
        : Finding.Good;

    private static double? RiseLimit(DistrictNight night, RuleFigures figures) =>
        night.BaselineNights >= figures.DistrictLeastNights && night is { Median: { } median, Deviation: { } deviation }
            ? median + Math.Max(figures.DistrictMads * deviation, figures.DistrictLeastRiseLitresPerHour)
            : null;

    private static double? ShareLimit(DistrictNight night, RuleFigures figures) => night.Mean * figures.DistrictMeanShare;

    private static double? Least(double? one, double? other) => one < other || other is null ? one : other;
}
