using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Xml;
using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Laboratory;

/// <summary>Reads the first sheet of an XLSX workbook. Bounded in what it unpacks to, without document types or anything from elsewhere.</summary>
internal static class Workbook
{
    private const long MostUnpackedBytes = 50L << 20;
    private const int MostEntries = 1_000;

    private static readonly Rejection Broken = new("bad-workbook", "The file is no XLSX workbook that can be read; save it anew, or as CSV.");

    public static bool IsWorkbook(ReadOnlySpan<byte> file) => file.StartsWith("PK\x03\x04"u8);

    public static bool TryRead(
        ReadOnlyMemory<byte> file, int mostRows, [NotNullWhen(true)] out List<TableRow>? rows, [NotNullWhen(false)] out Rejection? why)
    {
        rows = null;
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file.ToArray()), ZipArchiveMode.Read);
            if (archive.Entries.Count > MostEntries)
            {
                why = Broken;
                return false;
            }

            var left = new ByteBudget(MostUnpackedBytes);
            var sheet = FirstSheet(archive, left, out var countsFrom1904);
            if (sheet is null || countsFrom1904)
            {
                why = countsFrom1904 ? new Rejection("bad-workbook", "The workbook counts its dates from 1904; save it with dates from 1900, or as CSV.") : Broken;
                return false;
            }

            var texts = archive.GetEntry("xl/sharedStrings.xml") is { } shared ? SheetXml.ReadTexts(left.Open(shared)) : [];
            rows = SheetXml.ReadRows(left.Open(sheet), texts, mostRows + 1);
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or NotSupportedException or EndOfStreamException)
        {
            why = Broken;
            return false;
        }

        why = rows.Count > mostRows ? new Rejection("too-many-items", $"A file holds at most {mostRows - 1} rows beside its header.") : null;
        rows = why is null ? rows : null;
        return why is null;
    }

    /// <summary>The sheet that the workbook names first; where it names none, the one that is called the first.</summary>
    private static ZipArchiveEntry? FirstSheet(ZipArchive archive, ByteBudget left, out bool countsFrom1904)
    {
        countsFrom1904 = false;
        if (archive.GetEntry("xl/workbook.xml") is not { } workbook)
        {
            return null;
        }

        (var relation, countsFrom1904) = SheetXml.ReadWorkbook(left.Open(workbook));
        var target = relation is not null && archive.GetEntry("xl/_rels/workbook.xml.rels") is { } relations
            ? SheetXml.FindTarget(left.Open(relations), relation)
            : null;
        var path = target is null ? "xl/worksheets/sheet1.xml" : target.StartsWith('/') ? target[1..] : $"xl/{target}";
        return archive.GetEntry(path);
    }
}
