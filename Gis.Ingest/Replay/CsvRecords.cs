using System.Text;

namespace Gis.Ingest.Replay;

/// <summary>Reads separated values (RFC 4180) record by record: quoted cells, doubled quotes, line breaks inside quotes. A record beyond the bounds comes as null.</summary>
internal static class CsvRecords
{
    private const int MostChars = 64 << 10;
    private const int MostCells = 256;

    public static IEnumerable<(int Line, IReadOnlyList<string>? Cells)> Read(TextReader text, char separator)
    {
        var (cells, cell) = (new List<string>(), new StringBuilder());
        var (line, startLine, chars, quoted, wasQuoted) = (1, 1, 0, false, false);
        while (true)
        {
            var next = text.Read();
            var c = next < 0 ? '\n' : (char)next;
            chars++;
            line += next == '\n' ? 1 : 0;
            if (quoted && next >= 0 && chars <= MostChars)
            {
                if (c != '"')
                {
                    cell.Append(c);
                }
                else if (text.Peek() == '"')
                {
                    cell.Append((char)text.Read());
                }
                else
                {
                    quoted = false;
                }

                continue;
            }

            if (c == '"' && cell.Length == 0 && !wasQuoted)
            {
                quoted = wasQuoted = true;
            }
            else if (c == '\n')
            {
                EndCell();
                var isWhole = chars <= MostChars && cells.Count <= MostCells;
                if (!isWhole || cells.Exists(value => value.Length > 0))
                {
                    yield return (startLine, isWhole ? cells : null);
                }

                (cells, chars, startLine, quoted) = ([], 0, line, false);
                if (next < 0)
                {
                    yield break;
                }
            }
            else if (c == separator)
            {
                // Words may stand any number of blanks apart.
                if (separator != ' ' || cell.Length > 0 || wasQuoted)
                {
                    EndCell();
                }
            }
            else if (c is not ('\r' or '\uFEFF') && chars <= MostChars)
            {
                cell.Append(c);
            }
        }

        void EndCell()
        {
            if (cells.Count <= MostCells && (separator != ' ' || cell.Length > 0 || wasQuoted))
            {
                cells.Add(cell.ToString().Trim());
            }

            cell.Clear();
            wasQuoted = false;
        }
    }
}
