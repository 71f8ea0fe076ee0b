using System.Globalization;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Replay;

/// <summary>The time in a cell: ISO 8601, the forms that office programs and loggers write, seconds or milliseconds since 1970.</summary>
internal static class CellTime
{
    private const long FirstMs = 100_000_000_000;

    private static readonly string[] Usual =
    [
        "yyyy-M-d H:m:s", "yyyy-M-d H:m", "yyyy/M/d H:m:s", "yyyy/M/d H:m", "yyyy-M-d'T'H:m:s", "yyyy-M-d'T'H:m", "yyyyMMddHHmmss", "yyyyMMddHHmm",
        "yyyy-M-d", "yyyy/M/d",
    ];

    /// <summary>A recording is of times in which something was measured; within them nothing overflows when it is moved.</summary>
    public static bool IsSane(DateTimeOffset at) => at.Year is >= 1900 and <= 2200;

    /// <summary>The moment in UTC; null when the text is none.</summary>
    public static DateTimeOffset? Parse(string text, TimeSpan zone, string? form) => Read(text, zone, form) is { } at && IsSane(at) ? at : null;

    private static DateTimeOffset? Read(string text, TimeSpan zone, string? form)
    {
        if (form is not null)
        {
            return Local(text, zone, form);
        }

        if (JsonFields.FromIso(text) is { } stated)
        {
            return stated;
        }

        if (text.Length is >= 9 and <= 13 && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && Local(text, zone, Usual) is null)
        {
            var number = long.Parse(text, CultureInfo.InvariantCulture);
            return JsonFields.FromUnixMs(number < FirstMs ? number * 1_000 : number);
        }

        return Local(text, zone, Usual);
    }

    private static DateTimeOffset? Local(string text, TimeSpan zone, params string[] forms) =>
        DateTime.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var local) && local.Year is > 1 and < 9999
            ? new DateTimeOffset(local, zone).ToUniversalTime()
            : null;
}
