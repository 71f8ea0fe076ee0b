namespace Gis.Server.Patches.Field;

/// <summary>The place that a JPEG says it was taken at (Exif 2.32, GPS IFD, tags 1 to 4). Anybody can write it, so it proves nothing; where it contradicts what was recorded an officer is told.</summary>
internal readonly record struct ExifPlace(double Lon, double Lat)
{
    public const ushort GpsDirectory = 0x8825;

    public static ExifPlace? Read(ReadOnlySpan<byte> jpeg) =>
        ExifTiff.TryFind(jpeg, out var tiff) && tiff.Below(tiff.First, GpsDirectory) is { } gps ? Of(tiff, gps) : null;

    public static ExifPlace? Of(ExifTiff tiff, long gps)
    {
        var lat = Degrees(tiff, gps, 2) * (tiff.Letter(gps, 1) == 'S' ? -1 : 1);
        var lon = Degrees(tiff, gps, 4) * (tiff.Letter(gps, 3) == 'W' ? -1 : 1);
        return lat is >= -90 and <= 90 && lon is >= -180 and <= 180 && (lat, lon) != (0, 0) ? new ExifPlace(lon.Value, lat.Value) : null;
    }

    private static double? Degrees(ExifTiff tiff, long gps, ushort tag) =>
        tiff.Fraction(gps, tag, 0) + (tiff.Fraction(gps, tag, 1) / 60) + (tiff.Fraction(gps, tag, 2) / 3600);
}
