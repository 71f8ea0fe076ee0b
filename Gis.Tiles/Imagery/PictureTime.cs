using System.Globalization;

namespace Gis.Tiles.Imagery;

/// <summary>Times of pictures as they are written: a day (UTC) or a moment with its offset.</summary>
internal static class PictureTime
{
    private const string Day = "yyyy-MM-dd";
    private const string Moment = "yyyy-MM-ddTHH:mm:ss'Z'";
    private static readonly string[] Forms = [Day, "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFK"];

    public static bool TryParse(string text, out DateTimeOffset at)
    {
        var isRead = DateTimeOffset.TryParseExact(
            text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);
        // To the second: so it is written, and so it must be found again.
        at = new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerSecond), at.Offset);
        return isRead;
    }

    public static string Write(DateTimeOffset at) =>
        at.ToUniversalTime() is var utc && utc.TimeOfDay == TimeSpan.Zero ? utc.ToString(Day, CultureInfo.InvariantCulture) : utc.ToString(Moment, CultureInfo.InvariantCulture);
}
