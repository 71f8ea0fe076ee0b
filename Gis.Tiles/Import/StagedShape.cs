using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Gis.Tiles.Import;

/// <summary>Geometries as a GeoPackage holds them: a head, perhaps an envelope, then well-known binary.</summary>
internal static class StagedShape
{
    /// <summary>As much of a geometry as tells its kind.</summary>
    public const int HeadBytes = 80;

    private const int HeadAt = 8;
    private const int EmptyFlag = 0x10;

    private static readonly int[] EnvelopeBytes = [0, 32, 48, 48, 64];

    /// <summary>The code of its kind in well-known binary: 1 point, 2 line, 3 area, 4 to 6 several of them, 7 mixed; 0 where it has none.</summary>
    public static int KindOf(ReadOnlySpan<byte> head)
    {
        if (!TryBody(head, out var body) || head.Length < body + 5 || (head[3] & EmptyFlag) != 0)
        {
            return 0;
        }

        var code = head[body] == 1 ? BinaryPrimitives.ReadUInt32LittleEndian(head[(body + 1)..]) : BinaryPrimitives.ReadUInt32BigEndian(head[(body + 1)..]);
        return (int)((code & 0xFFFF) % 1000);
    }

    public static Geometry Read(byte[] blob)
    {
        if (!TryBody(blob, out var body))
        {
            throw new UnfitRowException("bad-shape", "the geometry cannot be read");
        }

        try
        {
            // Rings that their program left open are closed.
            return new WKBReader(Shapes.Services) { HandleSRID = false, HandleOrdinates = Ordinates.XY, IsStrict = false }.Read(blob[body..]);
        }
        catch (Exception unfit) when (unfit is ArgumentException or ParseException or EndOfStreamException or FormatException or OverflowException)
        {
            throw new UnfitRowException("bad-shape", $"the geometry cannot be read: {unfit.Message}");
        }
    }

    private static bool TryBody(ReadOnlySpan<byte> blob, out int at)
    {
        at = 0;
        if (blob.Length < HeadAt || blob[0] != (byte)'G' || blob[1] != (byte)'P' || ((blob[3] >> 1) & 7) >= EnvelopeBytes.Length)
        {
            return false;
        }

        at = HeadAt + EnvelopeBytes[(blob[3] >> 1) & 7];
        return at < blob.Length;
    }
}
