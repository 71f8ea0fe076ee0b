using System.Globalization;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;

namespace Gis.Tiles.Features;

/// <summary>The parameter <c>datetime</c>: from and to, both included; null is open.</summary>
internal sealed record TimeSpanFilter(DateTimeOffset? From, DateTimeOffset? To)
{
    private const string Open = "..";

    private static readonly string[] TimeForms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd't'HH:mm:ssK"];

    public static TimeSpanFilter? TryParse(string text, out Refusal? why)
    {
        why = null;
        var ends = text.Split('/');
        if (ends.Length == 1 && Instant(ends[0], endOfDay: false) is { } at)
        {
            return new TimeSpanFilter(at, Instant(ends[0], endOfDay: true));
        }

        if (ends.Length == 2 && (!IsOpen(ends[0]) || !IsOpen(ends[1])))
        {
            var from = Instant(ends[0], endOfDay: false);
            var to = Instant(ends[1], endOfDay: true);
            if ((from is not null || IsOpen(ends[0])) && (to is not null || IsOpen(ends[1])) && !(from > to))
            {
                return new TimeSpanFilter(from, to);
            }
        }

        why = Refusal.BadParameter("datetime", "accepted-datetime");
        return null;
    }

    /// <summary>
    /// Conditions on features f, each begun with AND. Features without a time match every datetime (OGC API Features 7.15.4); a box needs no such word, for
    /// every feature has a geometry.
    /// </summary>
    public string Sql(FeatureSource source, SqlParameters parameters) => source.HasTime
        ? (From is { } from ? $" AND (f.at >= {parameters.Add(from)} OR f.at IS NULL)" : "") + (To is { } to ? $" AND (f.at <= {parameters.Add(to)} OR f.at IS NULL)" : "")
        : "";

    private static bool IsOpen(string end) => end is "" or Open;

    /// <summary>A time, or a day of UTC: its first moment or its last.</summary>
    public static DateTimeOffset? Instant(string text, bool endOfDay)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, utc, out var day))
        {
            return endOfDay ? day.AddTicks(TimeSpan.TicksPerDay - 1) : day;
        }

        return (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.OrdinalIgnoreCase))
            && DateTimeOffset.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, utc, out var time)
                ? time
                : null;
    }
}
