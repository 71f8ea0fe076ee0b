using System.Buffers.Binary;

namespace Gis.Server.Patches.Field;

/// <summary>The place that a JPEG says it was taken at (Exif 2.32, GPS IFD, tags 1 to 4). Anybody can write it, so it proves nothing; where it contradicts what was recorded an officer is told.</summary>
internal readonly record struct ExifPlace(double Lon, double Lat)
{
    private const ushort GpsPointer = 0x8825;
    private const int MostEntries = 512;

    private static ReadOnlySpan<byte> Mark => "Exif\0\0"u8;

    public static ExifPlace? Read(ReadOnlySpan<byte> jpeg)
    {
        for (var at = 2; at + 4 <= jpeg.Length && jpeg[at] == 0xFF && jpeg[at + 1] != 0xDA;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (length < 2 || at + 2 + length > jpeg.Length)
            {
                return null;
            }

            var segment = jpeg.Slice(at + 4, length - 2);
            if (jpeg[at + 1] == 0xE1 && segment.StartsWith(Mark))
            {
                return OfTiff(segment[Mark.Length..]);
            }

            at += 2 + length;
        }

        return null;
    }

    private static ExifPlace? OfTiff(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("II*\0"u8) || tiff.StartsWith("MM\0*"u8)))
        {
            return null;
        }

        var little = tiff[0] == 'I';
        if (Entry(tiff, U32(tiff, 4, little), GpsPointer, little) is not { } pointer)
        {
            return null;
        }

        var gps = U32(tiff, pointer + 8, little);
        var lat = Degrees(tiff, gps, 2, little, Sign(tiff, gps, 1, 'S', little));
        var lon = Degrees(tiff, gps, 4, little, Sign(tiff, gps, 3, 'W', little));
        return lat is >= -90 and <= 90 && lon is >= -180 and <= 180 && (lat, lon) != (0, 0) ? new ExifPlace(lon.Value, lat.Value) : null;
    }

    /// <summary>Where the entry of a tag begins; null where the directory has none.</summary>
    private static int? Entry(ReadOnlySpan<byte> tiff, long directory, ushort tag, bool little)
    {
        if (directory < 8 || directory + 2 > tiff.Length)
        {
            return null;
        }

        var count = Math.Min((int)U16(tiff, (int)directory, little), MostEntries);
        for (var at = (int)directory + 2; count > 0 && at + 12 <= tiff.Length; count--, at += 12)
        {
            if (U16(tiff, at, little) == tag)
            {
                return at;
            }
        }

        return null;
    }

    private static int Sign(ReadOnlySpan<byte> tiff, long gps, ushort tag, char negative, bool little) =>
        Entry(tiff, gps, tag, little) is { } at && tiff[at + 8] == negative ? -1 : 1;

    /// <summary>Three rationals: degrees, minutes, seconds.</summary>
    private static double? Degrees(ReadOnlySpan<byte> tiff, long gps, ushort tag, bool little, int sign)
    {
        if (Entry(tiff, gps, tag, little) is not { } entry || U32(tiff, entry + 8, little) is var at && at + 24 > tiff.Length)
        {
            return null;
        }

        var sum = 0.0;
        for (var part = 0; part < 3; part++)
        {
            var (over, under) = (U32(tiff, (int)at + (part * 8), little), U32(tiff, (int)at + (part * 8) + 4, little));
            sum += under == 0 ? double.NaN : over / (double)under / Math.Pow(60, part);
        }

        return double.IsFinite(sum) ? sign * sum : null;
    }

    private static ushort U16(ReadOnlySpan<byte> from, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(from[at..]) : BinaryPrimitives.ReadUInt16BigEndian(from[at..]);

    private static long U32(ReadOnlySpan<byte> from, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(from[at..]) : BinaryPrimitives.ReadUInt32BigEndian(from[at..]);
}
