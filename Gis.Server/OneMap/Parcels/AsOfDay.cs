using System.Globalization;
using Gis.Server.OneMap.Contradictions;
using Gis.Server.Rules;

namespace Gis.Server.OneMap.Parcels;

/// <summary>The day on which a life line is looked at, and what is said where it cannot be.</summary>
internal static class AsOfDay
{
    public static Refusal Refused { get; } = Refusal.Bad("asOf", "a day such as 2026-11-23");

    /// <summary>Today where none is named; null for what is no day.</summary>
    public static DateOnly? Parse(string? text, DateOnly today) =>
        text is null ? today : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static Refusal TooMuch(TooMuchLandException e) => new("too-much-land", "此处要素过多，无法一次判断。", e.Message) { Status = StatusCodes.Status422UnprocessableEntity };
}
