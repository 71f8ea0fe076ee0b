using System.Globalization;
using Gis.Ingest.Quality;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Laboratory;

/// <summary>A time as a laboratory writes it: with a zone, else Beijing time; a day alone is its beginning; a bare number counts days as a workbook does.</summary>
internal static class LabTime
{
    public const string Accepted = "2026-11-03 09:30 (Beijing time), 2026-11-03T01:30:00Z, or a date of the workbook";

    private const double FirstDay = 30_000;
    private const double LastDay = 80_000;

    private static readonly string[] Forms =
    [
        "yyyy-M-d H:m", "yyyy-M-d H:m:s", "yyyy/M/d H:m", "yyyy/M/d H:m:s", "yyyy-M-d", "yyyy/M/d", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy年M月d日", "yyyy年M月d日 H:m",
    ];

    public static DateTimeOffset? Parse(string text)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days) && days is > FirstDay and < LastDay)
        {
            // Days since 1899-12-30, cut to the second: the workbook's fractions are no exact ones.
            return BeijingTime.ToUtc(new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified).AddSeconds(Math.Round(days * 86_400)));
        }

        return text.Length > 0 ? BeijingTime.Parse(text, Forms) ?? JsonFields.FromIso(text) : null;
    }
}
