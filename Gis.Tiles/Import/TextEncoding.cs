using System.Text;

namespace Gis.Tiles.Import;

/// <summary>Tells UTF-8 from GBK, in which Chinese departments write most of their Shapefiles and tables.</summary>
internal static class TextEncoding
{
    public const string Chinese = "GB18030";

    private const int LookedAtBytes = 4 * 1024 * 1024;
    private const int TableFieldsAt = 32;
    private const int LongestCharacter = 4;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Those that a person may choose where what was detected is wrong.</summary>
    public static IReadOnlyList<string> Choices { get; } = ["UTF-8", Chinese, "BIG5", "ISO-8859-1"];

    /// <summary>The encoding of a Shapefile's table, as the .cpg beside it says or its bytes show; null where there is no table.</summary>
    public static string? OfShapefile(string path)
    {
        if (Sibling(path, ".dbf") is not { } table)
        {
            return null;
        }

        if (Sibling(path, ".cpg") is { } said && new FileInfo(said).Length < 64)
        {
            return Named(File.ReadAllText(said).Trim());
        }

        return IsUtf8(Head(table).AsSpan(Math.Min(TableFieldsAt, (int)new FileInfo(table).Length))) ? "UTF-8" : Chinese;
    }

    /// <summary>The encoding of a text.</summary>
    public static string OfText(string path)
    {
        var head = Head(path);
        return head is [0xFF, 0xFE, ..] ? "UTF-16LE" : head is [0xFE, 0xFF, ..] ? "UTF-16BE" : IsUtf8(head) ? "UTF-8" : Chinese;
    }

    /// <summary>A copy of a text, in UTF-8.</summary>
    public static async Task CopyAsUtf8Async(string path, string encoding, string copy, CancellationToken cancellationToken)
    {
        const int pieceChars = 64 * 1024;
        using var from = new StreamReader(path, Encoding.GetEncoding(encoding switch { "UTF-16LE" => "utf-16", "UTF-16BE" => "utf-16BE", _ => encoding }));
        await using var to = new StreamWriter(copy, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var piece = new char[pieceChars];
        while (await from.ReadAsync(piece, cancellationToken) is > 0 and var read)
        {
            await to.WriteAsync(piece.AsMemory(0, read), cancellationToken);
        }
    }

    public static string? Sibling(string path, string extension) =>
        new[] { extension, extension.ToUpperInvariant() }.Select(known => Path.ChangeExtension(path, known)).FirstOrDefault(File.Exists);

    /// <summary>Files say GBK, 936, cp936 or GB2312 of what is all GB18030.</summary>
    private static string Named(string said) => said.ToUpperInvariant() switch
    {
        "GBK" or "GB2312" or "GB18030" or "936" or "CP936" or "ANSI 936" or "OEM 936" => Chinese,
        "UTF8" or "UTF-8" or "65001" => "UTF-8",
        "BIG5" or "950" or "CP950" => "BIG5",
        "UTF-16" => "UTF-8",
        var other => other.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or ' ') ? other : "UTF-8",
    };

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
}
