using System.Globalization;

namespace Gis.Ingest.Quality;

/// <summary>The clock on the wall in China: what the field and laboratories mean when they name no zone.</summary>
internal static class BeijingTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>A local time in one of these exact forms, as a moment in UTC; null when it is none.</summary>
    public static DateTimeOffset? Parse(string? text, params string[] forms) =>
        DateTime.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? ToUtc(local) : null;

    /// <summary>The moment of a local time; null for one so early that no moment stands for it.</summary>
    public static DateTimeOffset? ToUtc(DateTime local) =>
        local.Year > 1 ? new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Offset).ToUniversalTime() : null;
}
