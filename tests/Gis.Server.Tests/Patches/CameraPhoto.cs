using System.Buffers.Binary;
using System.Text;
using Gis.Server.Tests.Patches.Field;

namespace Gis.Server.Tests.Patches;

/// <summary>Photographs for tests as a camera writes them: with what it knows of place, direction and time.</summary>
internal static class CameraPhoto
{
    public static byte[] Jpeg(int seed, (double Lon, double Lat)? at = null, double? azimuth = null, string? takenOn = null, string? zone = null, (string Day, double Hour)? gpsTime = null)
    {
        var tiff = new List<byte>();
        tiff.AddRange("II*\0"u8);
        tiff.AddRange([8, 0, 0, 0]);
        // The first directory points to the camera's and the satellites', which follow; each directory is written with its values behind it.
        var first = tiff.Count;
        tiff.AddRange(new byte[2 + (2 * 12) + 4]);
        var exif = tiff.Count;
        Directory(tiff, [.. Text(0x9003, takenOn), .. Text(0x9011, zone)]);
        var gps = tiff.Count;
        Directory(tiff,
        [
            .. at is { } place
                ? new[] { Letter(1, place.Lat < 0 ? 'S' : 'N'), Degrees(2, place.Lat), Letter(3, place.Lon < 0 ? 'W' : 'E'), Degrees(4, place.Lon) }
                : [],
            .. gpsTime is { } clock ? new[] { Fractions(7, Math.Floor(clock.Hour), Math.Round(clock.Hour % 1 * 60), 0) } : [],
            .. azimuth is { } degrees ? new[] { Fractions(0x11, degrees) } : [],
            .. Text(0x1D, gpsTime?.Day),
        ]);
        var bytes = tiff.ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(first), 2);
        Pointer(bytes, first + 2, 0x8769, exif);
        Pointer(bytes, first + 14, 0x8825, gps);
        var plain = FieldPhoto.Jpeg(seed);
        return [.. plain[..2], 0xFF, 0xE1, (byte)((bytes.Length + 8) >> 8), (byte)(bytes.Length + 8), .. "Exif\0\0"u8, .. bytes, .. plain[2..]];
    }

    private sealed record Entry(ushort Tag, ushort Type, int Count, byte[] Value);

    private static Entry Letter(ushort tag, char letter) => new(tag, 2, 2, [(byte)letter, 0, 0, 0]);

    private static Entry[] Text(ushort tag, string? text) => text is null ? [] : [new Entry(tag, 2, text.Length + 1, [.. Encoding.ASCII.GetBytes(text), 0])];

    private static Entry Degrees(ushort tag, double degrees) => Fractions(tag, Math.Floor(Math.Abs(degrees)), 0, Math.Round((Math.Abs(degrees) % 1) * 3600, 2));

    /// <summary>In hundredths.</summary>
    private static Entry Fractions(ushort tag, params double[] values)
    {
        var bytes = new byte[values.Length * 8];
        for (var at = 0; at < values.Length; at++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at * 8), (uint)Math.Round(values[at] * 100));
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan((at * 8) + 4), 100);
        }

        return new Entry(tag, 5, values.Length, bytes);
    }

    private static void Directory(List<byte> tiff, Entry[] entries)
    {
        var values = tiff.Count + 2 + (entries.Length * 12) + 4;
        var (table, behind) = (new byte[2 + (entries.Length * 12) + 4], new List<byte>());
        BinaryPrimitives.WriteUInt16LittleEndian(table, (ushort)entries.Length);
        for (var at = 0; at < entries.Length; at++)
        {
            var entry = table.AsSpan(2 + (at * 12), 12);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, entries[at].Tag);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], entries[at].Type);
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], entries[at].Count);
            if (entries[at].Value.Length <= 4)
            {
                entries[at].Value.CopyTo(entry[8..]);
                continue;
            }

            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], values + behind.Count);
            behind.AddRange(entries[at].Value);
        }

        tiff.AddRange(table);
        tiff.AddRange(behind);
    }

    private static void Pointer(byte[] tiff, int at, ushort tag, int to)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at), tag);
        BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at + 2), 4);
        BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(at + 4), 1);
        BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(at + 8), to);
    }
}
