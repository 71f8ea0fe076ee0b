using System.Buffers.Binary;

namespace Gis.Server.Patches.Field;

/// <summary>What the first look at the bytes of a picture tells: of which kind it is, how large, and that it came whole.</summary>
internal sealed record PhotoHeader(string MediaType, int Width, int Height)
{
    private const int MostEdgePx = 20_000;
    private const int LeastEdgePx = 16;

    private static ReadOnlySpan<byte> PngSignature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> PngEnd => [0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82];

    private static ReadOnlySpan<byte> JpegEnd => [0xFF, 0xD9];

    public static PhotoHeader? Read(ReadOnlySpan<byte> bytes) =>
        (bytes.StartsWith(PngSignature) ? Png(bytes) : bytes is [0xFF, 0xD8, 0xFF, ..] ? Jpeg(bytes) : null) is { } header
            && header.Width is >= LeastEdgePx and <= MostEdgePx && header.Height is >= LeastEdgePx and <= MostEdgePx
            ? header
            : null;

    /// <summary>ISO/IEC 15948: the chunk IHDR stands first, IEND last, and data between them.</summary>
    private static PhotoHeader? Png(ReadOnlySpan<byte> bytes)
    {
        const int sizeAt = 16, least = 33;
        if (bytes.Length < least || !bytes[12..16].SequenceEqual("IHDR"u8) || BinaryPrimitives.ReadInt32BigEndian(bytes[8..]) != 13
            || !bytes.EndsWith(PngEnd) || bytes.IndexOf("IDAT"u8) < 0)
        {
            return null;
        }

        return new PhotoHeader("image/png", BinaryPrimitives.ReadInt32BigEndian(bytes[sizeAt..]), BinaryPrimitives.ReadInt32BigEndian(bytes[(sizeAt + 4)..]));
    }

    /// <summary>ITU-T T.81: segments until the frame's, which tells the size; then a scan, and the end of the image after it.</summary>
    private static PhotoHeader? Jpeg(ReadOnlySpan<byte> bytes)
    {
        PhotoHeader? frame = null;
        for (var at = 2; at + 4 <= bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2 || at + 2 + length > bytes.Length)
            {
                return null;
            }

            if (marker == 0xDA)
            {
                return bytes[(at + 2 + length)..].LastIndexOf(JpegEnd) > 0 ? frame : null;
            }

            if (IsFrame(marker) && length >= 8)
            {
                frame = new PhotoHeader("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }

            at += 2 + length;
        }

        return null;
    }

    /// <summary>SOF0 … SOF15 without the tables DHT, JPG and DAC between them.</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
