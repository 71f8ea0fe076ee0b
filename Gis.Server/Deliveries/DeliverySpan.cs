using Gis.Server.Rules;

namespace Gis.Server.Deliveries;

/// <summary>Beijing days from the first to the last.</summary>
internal sealed record DeliverySpan(DateOnly From, DateOnly To)
{
    public const int MostDays = 92;

    /// <summary>Gaps are named, and asked for, this far back.</summary>
    public const int NamedDays = 31;

    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public DateTimeOffset Low => StartOf(From);

    public DateTimeOffset High => StartOf(To.AddDays(1));

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(Beijing).DateTime);

    public static Result<DeliverySpan> Of(DateOnly? from, DateOnly? to, DateTimeOffset now, int days, int mostDays = MostDays)
    {
        var today = DayOf(now);
        var last = to ?? (from is { } given && given.DayNumber + days - 1 < today.DayNumber ? given.AddDays(days - 1) : today);
        var first = from ?? last.AddDays(1 - days);
        return last > today || first > last || last.DayNumber - first.DayNumber >= mostDays
            ? Refusal.Bad("from", $"days (YYYY-MM-DD) up to today, at most {mostDays} of them")
            : new DeliverySpan(first, last);
    }

    /// <summary>The part of it in which gaps are named; empty where it ends before that begins.</summary>
    public DeliverySpan Named(DateTimeOffset now)
    {
        var first = DayOf(now).AddDays(1 - NamedDays);
        return first > From ? this with { From = first } : this;
    }

    private static DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Beijing).ToUniversalTime();
}
