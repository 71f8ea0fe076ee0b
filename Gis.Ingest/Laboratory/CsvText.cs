using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Laboratory;

/// <summary>
/// Reads comma-separated values (RFC 4180) in UTF-8 or, as Chinese office programs write them, in GB 18030. Rows without any text are passed over.
/// </summary>
internal static class CsvText
{
    private const int MostCells = 64;
    private const int MostCellChars = 1_000;

    static CsvText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static bool TryRead(
        ReadOnlyMemory<byte> file, int mostRows, [NotNullWhen(true)] out List<TableRow>? rows, [NotNullWhen(false)] out Rejection? why)
    {
        var text = Decode(file.Span);
        rows = [];
        why = null;
        var (cells, cell) = (new List<string>(), new StringBuilder());
        var (line, startLine, quoted) = (1, 1, false);
        for (var i = 0; i <= text.Length && why is null; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            line += c == '\n' && i < text.Length ? 1 : 0;
            if (quoted && i < text.Length)
            {
                if (c != '"')
                {
                    cell.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c is not (',' or '\n'))
            {
                cell.Append(c);
            }
            else
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
                if (c == '\n')
                {
                    why = AddRow(rows, cells, startLine, mostRows);
                    (cells, startLine) = ([], line);
                }
            }

            why ??= cell.Length > MostCellChars || cells.Count > MostCells ? TooLarge() : null;
        }

        rows = why is null ? rows : null;
        return why is null;
    }

    private static Rejection? AddRow(List<TableRow> rows, List<string> cells, int line, int mostRows)
    {
        if (cells.All(string.IsNullOrEmpty))
        {
            return null;
        }

        rows.Add(new TableRow(line, cells));
        return rows.Count > mostRows ? new Rejection("too-many-items", $"A file holds at most {mostRows - 1} rows beside its header.") : null;
    }

    private static string Decode(ReadOnlySpan<byte> file)
    {
        var bytes = file.StartsWith("\uFEFF"u8) ? file[3..] : file;
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.GetEncoding("GB18030").GetString(bytes);
    }

    private static Rejection TooLarge() => new("bad-table", $"A row has at most {MostCells} cells of at most {MostCellChars} characters.");
}
