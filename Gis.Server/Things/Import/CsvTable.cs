using System.Text;

namespace Gis.Server.Things.Import;

/// <summary>Reads comma-separated values (RFC 4180): quoted fields, doubled quotes, line breaks inside quotes, with the line each row begins on.</summary>
internal static class CsvTable
{
    public static IReadOnlyList<CsvRecord> Read(string text)
    {
        var records = new List<CsvRecord>();
        var fields = new List<string>();
        var field = new StringBuilder();
        var (line, startLine, quoted, wasQuoted) = (1, 1, false, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else if (c == '"')
                {
                    quoted = false;
                }
                else
                {
                    field.Append(c);
                }
            }
            else if (c == '"' && field.Length == 0 && !wasQuoted)
            {
                quoted = wasQuoted = true;
            }
            else if (c == ',')
            {
                EndField(fields, field, ref wasQuoted);
            }
            else if (c == '\n')
            {
                EndField(fields, field, ref wasQuoted);
                EndRecord(records, ref fields, startLine);
                startLine = line + 1;
            }
            else if (c != '\r' && c != '\uFEFF')
            {
                field.Append(c);
            }

            line += c == '\n' ? 1 : 0;
        }

        if (field.Length > 0 || fields.Count > 0)
        {
            EndField(fields, field, ref wasQuoted);
            EndRecord(records, ref fields, startLine);
        }

        return records;
    }

    private static void EndField(List<string> fields, StringBuilder field, ref bool wasQuoted)
    {
        fields.Add(wasQuoted ? field.ToString() : field.ToString().Trim());
        field.Clear();
        wasQuoted = false;
    }

    private static void EndRecord(List<CsvRecord> records, ref List<string> fields, int line)
    {
        if (fields.Exists(value => value.Length > 0) && !fields[0].StartsWith('#'))
        {
            records.Add(new CsvRecord(line, fields));
        }

        fields = [];
    }
}
