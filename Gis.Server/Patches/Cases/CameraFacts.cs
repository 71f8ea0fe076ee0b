using System.Globalization;
using Gis.Server.Patches.Field;

namespace Gis.Server.Patches.Cases;

/// <summary>What the camera wrote into a JPEG of place, direction and time (Exif 2.32); null where it wrote nothing. It is told as said by the file, and proves as much.</summary>
/// <param name="AzimuthDeg">Where the lens looked: degrees from north, clockwise (GPSImgDirection).</param>
internal readonly record struct CameraFacts(ExifPlace? Place, double? AzimuthDeg, DateTimeOffset? TakenAt)
{
    private const ushort ExifDirectory = 0x8769;
    private const ushort GpsTime = 0x07;
    private const ushort GpsDirection = 0x11;
    private const ushort GpsDate = 0x1D;
    private const ushort TakenOn = 0x9003;
    private const ushort TakenOffset = 0x9011;

    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static CameraFacts Read(ReadOnlySpan<byte> jpeg, DateTimeOffset now)
    {
        if (!ExifTiff.TryFind(jpeg, out var tiff))
        {
            return default;
        }

        var gps = tiff.Below(tiff.First, ExifPlace.GpsDirectory) ?? 0;
        var direction = tiff.Fraction(gps, GpsDirection, 0);
        var at = Told(tiff) ?? ByGps(tiff, gps);
        return new CameraFacts(
            ExifPlace.Of(tiff, gps),
            direction is >= 0 and <= 360 ? direction % 360 : null,
            at is { Year: >= 2000 } && at <= now.AddDays(1) ? at : null);
    }

    /// <summary>The clock of the camera; where it names no zone it is taken to go by Beijing time.</summary>
    private static DateTimeOffset? Told(ExifTiff tiff)
    {
        if (tiff.Below(tiff.First, ExifDirectory) is not { } exif
            || !DateTime.TryParseExact(tiff.Text(exif, TakenOn), "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock)
            || clock.Year < 2000)
        {
            return null;
        }

        var zone = tiff.Text(exif, TakenOffset) is ['+' or '-', ..] text && TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out var told) && told <= TimeSpan.FromHours(14)
            ? (text[0] == '-' ? -told : told)
            : Beijing;
        return new DateTimeOffset(clock, zone).ToUniversalTime();
    }

    /// <summary>The satellites' clock, UTC.</summary>
    private static DateTimeOffset? ByGps(ExifTiff tiff, long gps) =>
        DateTime.TryParseExact(tiff.Text(gps, GpsDate), "yyyy:MM:dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && (tiff.Fraction(gps, GpsTime, 0) * 3600) + (tiff.Fraction(gps, GpsTime, 1) * 60) + tiff.Fraction(gps, GpsTime, 2) is { } seconds and >= 0 and < 86_400
            ? new DateTimeOffset(day.AddSeconds(seconds), TimeSpan.Zero)
            : null;
}
