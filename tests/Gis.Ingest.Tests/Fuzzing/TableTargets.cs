using System.Text;
using Gis.Ingest.Laboratory;
using Gis.Ingest.Tests.Laboratory;
using Xunit;

namespace Gis.Ingest.Tests.Fuzzing;

/// <summary>Tables of laboratories, as CSV and as workbooks.</summary>
internal static class TableTargets
{
    private const string Rows =
        "点位,项目,采样时间,结果,单位,样品编号,检测单位\r\nMN1,化学需氧量,2026-11-03 09:30,38.4,mg/L,S-1,\"甲,检测\"\r\n\r\nMN1,氨氮,2026-11-03 09:30,<0.05,mg/L,S-1,\r\n";

    public static readonly FuzzTarget Csv = new("laboratory csv", 355, Texts(), Read);

    public static readonly FuzzTarget Xlsx = new(
        "laboratory xlsx", 2007, [SmallWorkbook.With(SmallWorkbook.Header + """<row r="5"><c r="A5" t="inlineStr"><is><t>MN1</t></is></c></row>""")], Read);

    public static IReadOnlyList<FuzzTarget> All { get; } = [Csv, Xlsx];

    private static string Read(byte[] file)
    {
        if (!LabTable.TryRead(file, out var rows, out var why))
        {
            Assert.NotEmpty(why.Reason);
            return why.Code;
        }

        foreach (var row in rows)
        {
            LabRules.Read(row, new LabRegistry(), DateTimeOffset.UnixEpoch);
        }

        return FuzzTarget.Accepted;
    }

    private static byte[][] Texts()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return [Encoding.UTF8.GetBytes(Rows), Encoding.GetEncoding("GB18030").GetBytes(Rows)];
    }
}
