using System.Globalization;

namespace Gis.Ingest.Hj212;

/// <summary>Times on the wire are Beijing time without a zone.</summary>
internal static class Hj212Time
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static bool TryParse(string text, out DateTimeOffset at)
    {
        at = default;
        if (!DateTime.TryParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            || local.Year < 2)
        {
            return false;
        }

        at = new DateTimeOffset(local, Beijing).ToUniversalTime();
        return true;
    }
}
