using System.Globalization;
using System.Text;
using Gis.Ingest.Laboratory;
using Gis.Ingest.Tests.Fuzzing;
using Xunit;

namespace Gis.Ingest.Tests.Laboratory;

public sealed class LabTable_Tests
{
    private const string Csv = "点位,项目,采样时间,结果,单位,样品编号,检测单位\r\nMN1,化学需氧量,2026-11-03 09:30,38.4,mg/L,S-1,\"甲,检测\"\r\n\r\nMN1,氨氮,2026-11-03 09:30,<0.05,mg/L,S-1,\r\n";

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("GB18030")]
    [InlineData("GB2312")]
    public void Csv_is_read_in_the_encodings_of_office_programs(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

        var rows = Read(Encoding.GetEncoding(encoding).GetBytes(Csv));

        Assert.Equal([2, 4], rows.Select(row => row.Line));
        Assert.Equal(("MN1", "化学需氧量", "38.4", "甲,检测"),
            (rows[0][LabColumn.Thing], rows[0][LabColumn.Property], rows[0][LabColumn.Value], rows[0][LabColumn.Laboratory]));
        Assert.Equal(("<0.05", ""), (rows[1][LabColumn.Value], rows[1][LabColumn.AnalysedAt]));
    }

    [Fact]
    public void Byte_order_mark_english_names_and_quotes_are_understood()
    {
        var rows = Read(Encoding.UTF8.GetBytes("\uFEFFunit,Value,sampled_at,PROPERTY,mn,remark\n\"mg/L\",1,\"2026-11-03\nnoon\",\"a \"\"b\"\"\",MN1,x"));

        var row = Assert.Single(rows);
        Assert.Equal(("mg/L", "1", "a \"b\"", "MN1"), (row[LabColumn.Unit], row[LabColumn.Value], row[LabColumn.Property], row[LabColumn.Thing]));
    }

    [Fact]
    public void Workbook_is_read_from_its_first_sheet()
    {
        var rows = Read(SmallWorkbook.With(
            SmallWorkbook.Header
            + """<row r="5"><c r="A5" t="inlineStr"><is><t>MN1</t></is></c><c r="B5" t="str"><v>w01018</v></c><c r="C5"><v>46329.395833333336</v></c><c r="D5"><v>38.4</v></c><c r="E5" t="s"><v>5</v></c></row><row r="6"/>"""
            + """<row r="7"><c r="A7" t="inlineStr"><is><t>MN2</t></is></c><c r="D7"><v>1</v></c></row>"""));

        Assert.Equal([5, 7], rows.Select(row => row.Line));
        Assert.Equal(("MN1", "w01018", "38.4", "mg/L"),
            (rows[0][LabColumn.Thing], rows[0][LabColumn.Property], rows[0][LabColumn.Value], rows[0][LabColumn.Unit]));
        Assert.Equal(new DateTimeOffset(2026, 11, 3, 1, 30, 0, TimeSpan.Zero), LabTime.Parse(rows[0][LabColumn.SampledAt]));
        Assert.Equal(("", "1"), (rows[1][LabColumn.Property], rows[1][LabColumn.Value]));
    }

    [Fact]
    public void Workbook_that_unpacks_to_too_much_is_refused() => Assert.Equal("bad-workbook", Refused(SmallWorkbook.With(new string(' ', 60 << 20))));

    [Fact]
    public void Workbook_that_counts_from_1904_is_refused_rather_than_misread() => Assert.Equal("bad-workbook", Refused(SmallWorkbook.From1904()));

    [Theory]
    [InlineData("""<row><c t="s"><v>99</v></c></row>""")]
    [InlineData("""<row><c t="s"><v>0</v></c>""")]
    [InlineData("""<!DOCTYPE a><row/>""")]
    public void Broken_workbook_is_refused(string rows) => Assert.Equal("bad-workbook", Refused(SmallWorkbook.With(rows)));

    [Theory]
    [InlineData("")]
    [InlineData("thing,property,sampled_at,value\nMN1,w01018,2026-11-03,1")]
    [InlineData("thing,mn,property,sampled_at,value,unit\n")]
    public void Table_without_its_columns_is_refused(string csv) => Assert.Equal("bad-columns", Refused(Encoding.UTF8.GetBytes(csv)));

    [Fact]
    public void Table_with_too_many_rows_or_too_long_a_cell_is_refused()
    {
        var rows = string.Concat(Enumerable.Repeat("MN1,w01018,2026-11-03,1,mg/L\n", LabTable.MostRows + 1));

        Assert.Equal("too-many-items", Refused(Encoding.UTF8.GetBytes($"thing,property,sampled_at,value,unit\n{rows}")));
        Assert.Equal("bad-table", Refused(Encoding.UTF8.GetBytes($"thing,{new string('x', 2_000)}")));
    }

    [Fact]
    public void Spoilt_tables_never_throw() => Fuzz.Run(TableTargets.Csv);

    [Fact]
    public void Spoilt_workbooks_never_throw() => Fuzz.Run(TableTargets.Xlsx);

    private static List<LabRow> Read(byte[] file)
    {
        Assert.True(LabTable.TryRead(file, out var rows, out var why), string.Create(CultureInfo.InvariantCulture, $"{why}"));
        return rows;
    }

    private static string Refused(byte[] file)
    {
        Assert.False(LabTable.TryRead(file, out _, out var why));
        return why.Code;
    }
}
