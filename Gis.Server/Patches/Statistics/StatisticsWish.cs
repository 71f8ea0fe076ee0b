using Gis.Server.Rules;

namespace Gis.Server.Patches.Statistics;

/// <summary>What figures are asked for.</summary>
internal sealed record StatisticsWish(DateOnly From, DateOnly To, string By, string? Area, long? Batch)
{
    private const int MostDays = 3_700;

    private static readonly string[] Ways = PatchStatistics.Ways.Split(' ');

    /// <summary>Without days: this year up to today.</summary>
    public static Result<StatisticsWish> Of(DateOnly? from, DateOnly? to, string? by, string? area, long? batch, DateOnly today)
    {
        var last = to ?? today;
        var first = from ?? new DateOnly(last.Year, 1, 1);
        return by is not null && !Ways.Contains(by) ? Refusal.Bad("by", string.Join(", ", Ways))
            : first > last || last.DayNumber - first.DayNumber >= MostDays ? Refusal.Bad("from", $"a day (YYYY-MM-DD) not after the last, and at most {MostDays} days")
            : new StatisticsWish(first, last, by ?? Ways[0], string.IsNullOrWhiteSpace(area) ? null : area, batch);
    }
}
