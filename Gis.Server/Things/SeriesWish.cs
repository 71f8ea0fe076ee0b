using Gis.Server.Rules;

namespace Gis.Server.Things;

/// <summary>Which values of which property of a thing, from when to when, how close; period 0 means values as they were measured.</summary>
internal sealed record SeriesWish(long ThingId, string Property, int PeriodS, DateTimeOffset From, DateTimeOffset To, string Step)
{
    public const int MostPoints = 20_000;
    private static readonly TimeSpan Usual = TimeSpan.FromHours(24);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3660);

    public static Result<SeriesWish> Of(
        long thingId, string? property, int? periodS, DateTimeOffset? from, DateTimeOffset? to, string? step, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(property))
        {
            return Refusal.Bad("property", "the code of an observed property, such as w01018");
        }

        if (periodS is < 0)
        {
            return Refusal.Bad("periodS", "seconds of the period, such as 3600; 0 for values as measured");
        }

        if (step is not null && !SeriesStep.Choices.Contains(step))
        {
            return Refusal.Bad("step", string.Join(", ", SeriesStep.Choices));
        }

        if (periodS > 0 && step is not (null or SeriesStep.Raw or SeriesStep.Auto))
        {
            return Refusal.Bad("step", "raw or auto beside a periodS above 0, whose values are the device's own; minute, hour and day for values as measured");
        }

        var end = (to ?? now).ToUniversalTime();
        var start = from?.ToUniversalTime() ?? (end - DateTimeOffset.UnixEpoch > Usual ? end - Usual : DateTimeOffset.UnixEpoch);
        return start >= end || end - start > Longest
            ? Refusal.Bad("from", "a moment before 'to', ISO 8601, at most ten years")
            : new SeriesWish(thingId, property, periodS ?? 0, start, end, periodS > 0 ? SeriesStep.Raw : step ?? SeriesStep.Raw);
    }
}
