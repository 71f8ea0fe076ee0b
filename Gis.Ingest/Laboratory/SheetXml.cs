using System.Globalization;
using System.Text;
using System.Xml;

namespace Gis.Ingest.Laboratory;

/// <summary>Reads the parts of a workbook that hold the texts, the order of the sheets and the cells. Throws <see cref="XmlException"/> where they are broken.</summary>
internal static class SheetXml
{
    private const int MostCells = 64;
    private const int MostCellChars = 1_000;
    private const int MostTexts = 500_000;
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    /// <summary>The relation by which the workbook names its first sheet, and whether it counts dates from 1904.</summary>
    public static (string? Relation, bool CountsFrom1904) ReadWorkbook(Stream part)
    {
        using var reader = XmlReader.Create(part, Settings);
        var countsFrom1904 = false;
        while (reader.Read())
        {
            if (IsStart(reader, "workbookPr"))
            {
                countsFrom1904 = reader.GetAttribute("date1904") is "1" or "true";
            }
            else if (IsStart(reader, "sheet"))
            {
                return (reader.GetAttribute("id", Relations), countsFrom1904);
            }
        }

        return (null, countsFrom1904);
    }

    /// <summary>The part that a relation stands for.</summary>
    public static string? FindTarget(Stream part, string relation)
    {
        using var reader = XmlReader.Create(part, Settings);
        while (reader.Read())
        {
            if (IsStart(reader, "Relationship") && reader.GetAttribute("Id") == relation)
            {
                return reader.GetAttribute("Target");
            }
        }

        return null;
    }

    /// <summary>The texts that cells refer to by their number.</summary>
    public static List<string> ReadTexts(Stream part)
    {
        using var reader = XmlReader.Create(part, Settings);
        var texts = new List<string>();
        while (reader.Read())
        {
            if (IsStart(reader, "si"))
            {
                if (texts.Count == MostTexts)
                {
                    throw new XmlException("The workbook has more texts than are accepted.");
                }

                texts.Add(ReadText(reader));
            }
        }

        return texts;
    }

    /// <summary>The rows that say anything, at most so many.</summary>
    public static List<TableRow> ReadRows(Stream part, List<string> texts, int most)
    {
        using var reader = XmlReader.Create(part, Settings);
        var rows = new List<TableRow>();
        var line = 0;
        var cells = new List<string>();
        while (rows.Count < most && reader.Read())
        {
            if (IsStart(reader, "row"))
            {
                line = int.TryParse(reader.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var stated) ? stated : line + 1;
                cells = [];
            }
            else if (IsStart(reader, "c"))
            {
                var column = ColumnOf(reader.GetAttribute("r")) ?? cells.Count;
                if (column >= MostCells)
                {
                    continue;
                }

                while (cells.Count <= column)
                {
                    cells.Add("");
                }

                cells[column] = ReadCell(reader, texts);
            }
            else if (reader is { NodeType: XmlNodeType.EndElement, LocalName: "row" } && cells.Exists(cell => cell.Length > 0))
            {
                rows.Add(new TableRow(line, cells));
            }
        }

        return rows;
    }

    private static string ReadCell(XmlReader reader, List<string> texts)
    {
        var kind = reader.GetAttribute("t");
        if (kind == "inlineStr")
        {
            return ReadText(reader);
        }

        var value = ReadInside(reader, "v");
        return kind != "s" ? value
            : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < texts.Count ? texts[number]
            : throw new XmlException("A cell refers to a text that is not there.");
    }

    /// <summary>The text of an element that may be cut into runs; how it is to be pronounced is left out.</summary>
    private static string ReadText(XmlReader reader) => ReadInside(reader, "t", skipped: "rPh");

    /// <summary>All that stands in elements of this name inside the element that the reader is at; afterwards it is at that element's end.</summary>
    private static string ReadInside(XmlReader reader, string name, string? skipped = null)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }

        var (depth, text) = (reader.Depth, new StringBuilder());
        var (isInside, isSkipped) = (false, false);
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                isSkipped |= reader.LocalName == skipped && !reader.IsEmptyElement;
                isInside = reader.LocalName == name && !reader.IsEmptyElement && !isSkipped;
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                isSkipped &= reader.LocalName != skipped;
                isInside = false;
            }
            else if (isInside && text.Append(reader.Value).Length > MostCellChars)
            {
                throw new XmlException("A cell holds more text than is accepted.");
            }
        }

        return text.ToString();
    }

    /// <summary>B of B17 is column 1; null where the cell names none.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in (reference ?? "").TakeWhile(char.IsAsciiLetterUpper).Take(4))
        {
            column = (column * 26) + letter - 'A' + 1;
        }

        return column > 0 ? column - 1 : null;
    }

    private static bool IsStart(XmlReader reader, string name) => reader.NodeType == XmlNodeType.Element && reader.LocalName == name;
}
