using System.IO.Compression;
using System.Text;

namespace Gis.Ingest.Tests.Laboratory;

/// <summary>Builds a workbook of one sheet as an office program does.</summary>
internal static class SmallWorkbook
{
    private const string Workbook =
        """
        <?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr/><sheets><sheet name="结果" sheetId="3" r:id="rId7"/><sheet name="other" sheetId="1" r:id="rId1"/></sheets></workbook>
        """;

    private const string Relations =
        """
        <?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId7" Target="worksheets/sheet3.xml"/></Relationships>
        """;

    /// <summary>Texts that cells may refer to: 0 thing, 1 property, 2 sampled_at, 3 value, 4 unit, 5 mg/L cut into runs, with a reading aid.</summary>
    private const string Texts =
        """
        <sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>点位</t></si><si><t>项目</t></si><si><t>采样时间</t></si><si><t xml:space="preserve"> 结果 </t></si><si><t>单位</t></si><si><r><t>mg</t></r><r><t>/L</t></r><rPh sb="0" eb="1"><t>aid</t></rPh></si></sst>
        """;

    public const string Header =
        """
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c></row>
        """;

    public static byte[] With(string rows, string? workbook = null)
    {
        using var held = new MemoryStream();
        using (var archive = new ZipArchive(held, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "xl/workbook.xml", workbook ?? Workbook);
            Add(archive, "xl/_rels/workbook.xml.rels", Relations);
            Add(archive, "xl/sharedStrings.xml", Texts);
            Add(archive, "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>the wrong sheet</t></is></c></row></sheetData></worksheet>");
            Add(archive, "xl/worksheets/sheet3.xml", $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>");
        }

        return held.ToArray();
    }

    public static byte[] From1904() => With(Header, Workbook.Replace("<workbookPr/>", "<workbookPr date1904=\"1\"/>", StringComparison.Ordinal));

    private static void Add(ZipArchive archive, string name, string text)
    {
        var entry = archive.CreateEntry(name);
        entry.LastWriteTime = new DateTimeOffset(2026, 11, 3, 0, 0, 0, TimeSpan.Zero);   // the same bytes each time
        using var part = entry.Open();
        part.Write(Encoding.UTF8.GetBytes(text));
    }
}
