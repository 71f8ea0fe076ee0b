using System.Buffers.Binary;
using System.Text;

namespace Gis.Server.Patches.Field;

/// <summary>The directories in which a JPEG carries what its camera wrote (Exif 2.32, TIFF 6.0). Anybody can write them, so every offset is looked at before it is followed.</summary>
internal readonly ref struct ExifTiff
{
    private const int MostEntries = 512;
    private const int MostTextBytes = 64;

    private readonly ReadOnlySpan<byte> _tiff;
    private readonly bool _isLittle;

    private ExifTiff(ReadOnlySpan<byte> tiff)
    {
        _tiff = tiff;
        _isLittle = tiff[0] == 'I';
    }

    /// <summary>Where the first directory begins.</summary>
    public long First => U32(4);

    private static ReadOnlySpan<byte> Mark => "Exif\0\0"u8;

    public static bool TryFind(ReadOnlySpan<byte> jpeg, out ExifTiff found)
    {
        found = default;
        for (var at = 2; at + 4 <= jpeg.Length && jpeg[at] == 0xFF && jpeg[at + 1] != 0xDA;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (length < 2 || at + 2 + length > jpeg.Length)
            {
                return false;
            }

            var segment = jpeg.Slice(at + 4, length - 2);
            if (jpeg[at + 1] == 0xE1 && segment.StartsWith(Mark))
            {
                var tiff = segment[Mark.Length..];
                if (tiff.Length < 8 || !(tiff.StartsWith("II*\0"u8) || tiff.StartsWith("MM\0*"u8)))
                {
                    return false;
                }

                found = new ExifTiff(tiff);
                return true;
            }

            at += 2 + length;
        }

        return false;
    }

    /// <summary>The directory that an entry of another points to.</summary>
    public long? Below(long directory, ushort tag) => Entry(directory, tag) is { } entry ? U32(entry + 8) : null;

    /// <summary>The first letter of a short text.</summary>
    public char? Letter(long directory, ushort tag) => Entry(directory, tag) is { } entry ? (char)_tiff[entry + 8] : null;

    /// <summary>Of several fractions the one at a place.</summary>
    public double? Fraction(long directory, ushort tag, int place)
    {
        if (Entry(directory, tag) is not { } entry || U32(entry + 8) + (place * 8L) is var at && at + 8 > _tiff.Length)
        {
            return null;
        }

        var (over, under) = (U32((int)at), U32((int)at + 4));
        return under == 0 ? null : over / (double)under;
    }

    /// <summary>A text that is longer than four bytes, to its end.</summary>
    public string? Text(long directory, ushort tag)
    {
        if (Entry(directory, tag) is not { } entry)
        {
            return null;
        }

        var (count, at) = (U32(entry + 4), U32(entry + 8));
        return count is > 4 and <= MostTextBytes && at + count <= _tiff.Length ? Encoding.ASCII.GetString(_tiff.Slice((int)at, (int)count)).TrimEnd('\0', ' ') : null;
    }

    /// <summary>Where the entry of a tag begins; null where the directory has none.</summary>
    private int? Entry(long directory, ushort tag)
    {
        if (directory < 8 || directory + 2 > _tiff.Length)
        {
            return null;
        }

        var count = Math.Min((int)U16((int)directory), MostEntries);
        for (var at = (int)directory + 2; count > 0 && at + 12 <= _tiff.Length; count--, at += 12)
        {
            if (U16(at) == tag)
            {
                return at;
            }
        }

        return null;
    }

    private ushort U16(int at) => _isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(_tiff[at..]) : BinaryPrimitives.ReadUInt16BigEndian(_tiff[at..]);

    private long U32(int at) => _isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(_tiff[at..]) : BinaryPrimitives.ReadUInt32BigEndian(_tiff[at..]);
}
