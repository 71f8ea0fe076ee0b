using System.IO.Compression;
using System.Xml.Linq;
using Gis.Server.Patches.Statistics;
using Xunit;

namespace Gis.Server.Tests.Patches.Statistics;

/// <summary>The figures as files for spreadsheets.</summary>
public sealed class StatisticsFiles_Tests
{
    private static readonly IReadOnlyList<IReadOnlyList<object?>> Table = [["code", "name"], ["130102", "=1+1, \"x\""], [7, 12.50m], [null, "@cmd"]];

    [Fact]
    public void Csv_begins_with_its_mark_and_holds_no_formula()
    {
        var text = StatisticsCsv.Write(Table);

        Assert.Equal("\uFEFFcode,name\r\n130102,\"'=1+1, \"\"x\"\"\"\r\n7,12.50\r\n,'@cmd\r\n", text);
    }

    [Fact]
    public void Workbook_stores_text_as_text_and_figures_as_figures()
    {
        using var zip = new ZipArchive(new MemoryStream(StatisticsWorkbook.Write("patches-by-county-2026-01-01-2026-12-31", Table)));
        using var part = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        var cells = XDocument.Load(part).Descendants().Where(one => one.Name.LocalName == "c").Select(one => ((string?)one.Attribute("t"), one.Value)).ToList();

        Assert.Equal([("inlineStr", "code"), ("inlineStr", "name"), ("inlineStr", "130102"), ("inlineStr", "=1+1, \"x\""), (null, "7"), (null, "12.50"), (null, ""), ("inlineStr", "@cmd")], cells);
        Assert.Equal(["[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"], zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
    }
}
