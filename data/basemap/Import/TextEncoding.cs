using System.Text;

namespace Gis.BaseMap.Import;

/// <summary>Tells UTF-8 from GBK, in which Chinese departments write most of their Shapefiles and tables.</summary>
internal static class TextEncoding
{
    public const string Chinese = "GB18030";

    private const int LookedAtBytes = 4 * 1024 * 1024;
    private const int TableFieldsAt = 32;
    private const int LongestCharacter = 4;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding that GDAL must be told for a Shapefile; null where a .cpg beside it says so, or there is no table.</summary>
    public static string? OfShapefile(string path)
    {
        var table = Sibling(path, ".dbf");
        return table is null || Sibling(path, ".cpg") is not null ? null : IsUtf8(Head(table).AsSpan(Math.Min(TableFieldsAt, (int)new FileInfo(table).Length))) ? "UTF-8" : Chinese;
    }

    /// <summary>A table of text as UTF-8: itself, or a copy in the folder.</summary>
    public static async Task<string> AsUtf8Async(string path, string folder, CancellationToken cancellationToken)
    {
        if (IsUtf8(Head(path)))
        {
            return path;
        }

        var copy = Path.Combine(folder, $"utf8{Path.GetExtension(path).ToLowerInvariant()}");
        await File.WriteAllTextAsync(copy, await File.ReadAllTextAsync(path, Encoding.GetEncoding(Chinese), cancellationToken), cancellationToken);
        return copy;
    }

    internal static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        // What is looked at may end within a character.
        for (var cut = 0; cut < LongestCharacter && cut <= bytes.Length; cut++)
        {
            try
            {
                Strict.GetCharCount(bytes[..^cut]);
                return true;
            }
            catch (DecoderFallbackException) when (bytes.Length >= LookedAtBytes - TableFieldsAt)
            {
                // Perhaps without the last byte.
            }
            catch (DecoderFallbackException)
            {
                return false;
            }
        }

        return false;
    }

    private static byte[] Head(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[Math.Min(LookedAtBytes, file.Length)];
        file.ReadExactly(head);
        return head;
    }

    private static string? Sibling(string path, string extension) =>
        new[] { extension, extension.ToUpperInvariant() }.Select(known => Path.ChangeExtension(path, known)).FirstOrDefault(File.Exists);
}
