using System.Text;
using System.Text.Unicode;

namespace Gis.Ingest.Replay;

/// <summary>UTF-8 or, as Chinese office programs write, GB 18030: told by the beginning of the file.</summary>
internal static class TextEncoding
{
    private const int LookedAt = 64 << 10;

    /// <summary>A character of UTF-8 that the look has cut has at most so many bytes.</summary>
    private const int MostCut = 3;

    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Leaves the stream at its beginning.</summary>
    public static Encoding Of(Stream file)
    {
        var beginning = Beginning(file);
        for (var cut = 0; cut <= MostCut && cut <= beginning.Length; cut++)
        {
            if (Utf8.IsValid(beginning.AsSpan(0, beginning.Length - cut)))
            {
                return new UTF8Encoding(false);
            }
        }

        return Encoding.GetEncoding("GB18030");
    }

    public static byte[] Beginning(Stream file)
    {
        file.Position = 0;
        var buffer = new byte[Math.Min(LookedAt, file.Length)];
        var count = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return buffer[..count];
    }
}
