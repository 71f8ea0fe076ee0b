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

    /// <summary>A code that looks like a number stays text, figures are figures, and no cell holds a formula.</summary>
    [Fact]
    public async Task Workbook_stores_text_as_text_and_figures_as_figures()
    {
        IReadOnlyList<IReadOnlyList<object?>> table = [["code", "name", "patches", "m2"], ["130102", "=1+1, \"x\"", 7L, 12.50m], [null, "@cmd", 8L, null]];
        using var zip = new ZipArchive(new MemoryStream(await StatisticsWorkbook.WriteAsync("patches-by-county-2026-01-01-2026-12-31", table, CancellationToken.None)));
        using var part = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        using var shared = zip.GetEntry("xl/sharedStrings.xml")!.Open();
        var texts = XDocument.Load(shared).Descendants().Where(one => one.Name.LocalName == "t").Select(one => one.Value).ToHashSet();
        var cells = XDocument.Load(part).Descendants().Where(one => one.Name.LocalName == "c").ToList();

        Assert.Superset(new HashSet<string> { "code", "130102", "'=1+1, \"x\"", "'@cmd" }, texts);
        Assert.DoesNotContain(cells, cell => cell.Descendants().Any(one => one.Name.LocalName == "f"));
        Assert.Equal(["7", "12.5", "8"], cells.Where(cell => (string?)cell.Attribute("t") != "s").Select(cell => cell.Value).Where(value => value.Length > 0));
    }
}
