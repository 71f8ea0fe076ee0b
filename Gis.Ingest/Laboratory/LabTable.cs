using System.Diagnostics.CodeAnalysis;
using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Laboratory;

/// <summary>Reads a laboratory's table from the bytes of a file, CSV or XLSX: the first row that says anything names the columns.</summary>
internal static class LabTable
{
    public const int MostBytes = 5 << 20;
    public const int MostRows = 20_000;

    public static bool TryRead(ReadOnlyMemory<byte> file, [NotNullWhen(true)] out List<LabRow>? rows, [NotNullWhen(false)] out Rejection? why)
    {
        rows = null;
        if (!(Workbook.IsWorkbook(file.Span) ? Workbook.TryRead(file, MostRows + 1, out var table, out why) : CsvText.TryRead(file, MostRows + 1, out table, out why)))
        {
            return false;
        }

        if (table.Count == 0 || LabColumns.Find(table[0].Cells) is not { } columns)
        {
            why = new Rejection("bad-columns", $"The first row names the columns: {LabColumns.Accepted}.");
            return false;
        }

        rows = [.. table.Skip(1).Select(row => new LabRow(
            row.Line, columns.Where(column => column.Value < row.Cells.Count).ToDictionary(column => column.Key, column => row.Cells[column.Value].Trim())))];
        why = null;
        return true;
    }
}
