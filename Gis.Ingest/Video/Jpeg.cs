using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Video;

/// <summary>Looks through the markers of a JPEG, so that nothing else is ever kept and served as a picture.</summary>
internal static class Jpeg
{
    public const int MostBytes = 1 << 20;
    private const int MostPixels = 16_384;

    public static bool TryCheck(ReadOnlySpan<byte> bytes, [NotNullWhen(false)] out Rejection? why)
    {
        why = bytes.Length > MostBytes ? new Rejection("too-large", $"A snapshot has at most {MostBytes} bytes.")
            : IsJpeg(bytes) ? null
            : new Rejection("not-jpeg", "A snapshot is a whole JPEG picture.");
        return why is null;
    }

    private static bool IsJpeg(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || bytes[0] != 0xFF || bytes[1] != 0xD8)
        {
            return false;
        }

        var hasFrame = false;
        var at = 2;
        while (at + 4 <= bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2 || at + 2 + length > bytes.Length || marker is 0x00 or 0xD8 or 0xD9)
            {
                return false;
            }

            if (IsFrameStart(marker))
            {
                hasFrame = IsFrame(bytes.Slice(at + 4, length - 2));
            }
            else if (marker == 0xDA)
            {
                return hasFrame && bytes[(at + 2 + length)..].LastIndexOf([(byte)0xFF, (byte)0xD9]) > 0;
            }

            at += 2 + length;
        }

        return false;
    }

    private static bool IsFrameStart(byte marker) => marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC;

    private static bool IsFrame(ReadOnlySpan<byte> frame) =>
        frame.Length >= 6
        && BinaryPrimitives.ReadUInt16BigEndian(frame[1..]) is > 0 and <= MostPixels
        && BinaryPrimitives.ReadUInt16BigEndian(frame[3..]) is > 0 and <= MostPixels
        && frame[5] is 1 or 3 or 4;
}
