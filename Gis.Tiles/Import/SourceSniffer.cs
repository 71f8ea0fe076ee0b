using System.IO.Compression;
using System.Text;

namespace Gis.Tiles.Import;

/// <summary>Tells by its first bytes what a file is; its name is the sender's and proves nothing.</summary>
internal static class SourceSniffer
{
    private const int LookedAtBytes = 4096;

    /// <summary>Null for a zip, which must be unpacked before one knows.</summary>
    public static SourceKind? Tell(string path)
    {
        if (Directory.Exists(path))
        {
            return SourceKind.FileGeodatabase;
        }

        var head = Head(path);
        if (head.Length == 0)
        {
            throw new ImportRefusedException(ImportRefusedException.UnknownKind, $"The file is empty; accepted is {SourceKind.Accepted}.");
        }

        ReadOnlySpan<byte> bytes = head;
        return bytes.StartsWith("PK\x03\x04"u8) ? IsWorkbook(path) ? SourceKind.Xlsx : null
            : bytes.StartsWith("SQLite format 3\0"u8) ? SourceKind.GeoPackage
            : bytes.StartsWith("fgb"u8) ? SourceKind.FlatGeobuf
            : bytes.StartsWith("AutoCAD Binary DXF"u8) ? SourceKind.Dxf
            : bytes is [0, 0, 0x27, 0x0A, ..] ? SourceKind.Shapefile
            : OfText(head);
    }

    /// <summary>A Shapefile alone has neither names nor an index; only beside its table is it of use.</summary>
    public static void RequireTable(string shapefile)
    {
        if (TextEncoding.Sibling(shapefile, ".dbf") is null || TextEncoding.Sibling(shapefile, ".shx") is null)
        {
            throw new ImportRefusedException(ImportRefusedException.UnknownKind, "A Shapefile is several files; accepted is a zip of its .shp, .shx and .dbf, with .prj and .cpg where there are any.");
        }
    }

    private static SourceKind OfText(byte[] head)
    {
        var text = Decode(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return text.StartsWith('{') ? SourceKind.GeoJson
            : text.StartsWith('<') ? text.Contains("<kml", StringComparison.OrdinalIgnoreCase) ? SourceKind.Kml : text.Contains("opengis.net/gml", StringComparison.Ordinal) ? SourceKind.Gml : throw Unknown()
            : IsDxf(text) ? SourceKind.Dxf
            : text.Length > 0 && !text.Any(sign => char.IsControl(sign) && sign is not ('\r' or '\n' or '\t')) && text.AsSpan().IndexOfAny(",;\t|") >= 0 ? SourceKind.Csv
            : throw Unknown();
    }

    /// <summary>Pairs of a number and a value, the first that counts being a section.</summary>
    private static bool IsDxf(string text)
    {
        var lines = text.Split('\n', 40).Select(line => line.Trim()).ToList();
        return lines.Zip(lines.Skip(1)).Any(pair => pair is ("0", "SECTION"));
    }

    private static string Decode(byte[] head) => head switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(head),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(head),
        [0xEF, 0xBB, 0xBF, .. var rest] => Plain(rest),
        _ => Plain(head),
    };

    /// <summary>Whatever stands for Chinese in whichever encoding is no sign that matters here.</summary>
    private static string Plain(byte[] bytes) => string.Create(bytes.Length, bytes, (text, from) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = from[i] < 0x80 ? (char)from[i] : 'x';
        }
    });

    private static bool IsWorkbook(string path)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            return archive.GetEntry("xl/workbook.xml") is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static ImportRefusedException Unknown() =>
        new(ImportRefusedException.UnknownKind, $"The file is of no kind that is known here; accepted is {SourceKind.Accepted}.");

    private static byte[] Head(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[Math.Min(LookedAtBytes, file.Length)];
        file.ReadExactly(head);
        return head;
    }
}
