using Gis.Demo.Standards;

namespace Gis.Demo.Seeding;

/// <summary>A branch of industry: what it discharges, under which standard.</summary>
internal sealed record Industry(
    string Medium, double Weight, string NameZh, string NameEn, string SuffixZh, string SuffixEn, string Standard, string Class, string? Condition,
    IReadOnlyList<string> Factors, double FlowLow, double FlowHigh)
{
    public static readonly Industry Sewage = new(
        "water", 0, "城镇污水处理", "sewage treatment", "", "", "GB 18918", "1A", "water above 12 Cel",
        ["w01001", "w01018", "w21003", "w21011", "w21001"], 60, 900);

    public static IReadOnlyList<Industry> Load() =>
    [
        .. CsvResource.Rows("tables/industries.csv").Select(cells => new Industry(
            cells[0], double.Parse(cells[1]), cells[2], cells[3], cells[4], cells[5], cells[6], cells[7], cells[8].Length > 0 ? cells[8] : null,
            cells[9].Split(' '), double.Parse(cells[10]), double.Parse(cells[11]))),
    ];
}
