namespace Gis.Server.Patches.Statistics;

/// <summary>The figures as a table for files: a head, a row for each area, kind or month, and the whole last. Cells are text, whole numbers, decimals or empty.</summary>
internal static class StatisticsTable
{
    private static readonly (string Zh, string En, Func<PatchStatistics, PatchFigures, object?> Cell)[] Columns =
    [
        ("起始日", "from", (all, _) => all.From.ToString("O")),
        ("截止日", "to", (all, _) => all.To.ToString("O")),
        ("代码", "code", (_, row) => row.Key),
        ("图斑数", "patches", (_, row) => row.Patches),
        ("面积_平方米", "area_m2", (_, row) => row.Area.M2),
        ("面积_亩", "area_mu", (_, row) => row.Area.Mu),
        ("占耕地_平方米", "cultivated_m2", (_, row) => row.Cultivated.M2),
        ("占耕地_亩", "cultivated_mu", (_, row) => row.Cultivated.Mu),
        ("占永久基本农田_平方米", "basic_farmland_m2", (_, row) => row.BasicFarmland.M2),
        ("占永久基本农田_亩", "basic_farmland_mu", (_, row) => row.BasicFarmland.Mu),
        ("未比对", "not_compared", (_, row) => row.NotCompared),
        ("已判定", "judged", (_, row) => row.Judged),
        ("未判定", "open", (_, row) => row.Open),
        ("逾期", "overdue", (_, row) => row.Overdue),
        ("终审合法", "final_lawful", (_, row) => row.FinalLawful),
        ("终审违法", "final_unlawful", (_, row) => row.FinalUnlawful),
        ("初判合法", "preliminary_lawful", (_, row) => row.PreliminaryLawful),
        ("初判违法", "preliminary_unlawful", (_, row) => row.PreliminaryUnlawful),
        ("按期率", "in_time_share", (_, row) => Share(row.InTimeShare)),
        ("违法占用耕地_平方米", "unlawful_cultivated_m2", (_, row) => row.Accountability.Unlawful.M2),
        ("违法占用耕地_亩", "unlawful_cultivated_mu", (_, row) => row.Accountability.Unlawful.Mu),
        ("新增建设占用耕地_平方米", "construction_cultivated_m2", (_, row) => row.Accountability.Construction.M2),
        ("新增建设占用耕地_亩", "construction_cultivated_mu", (_, row) => row.Accountability.Construction.Mu),
        ("未定耕地_平方米", "open_cultivated_m2", (_, row) => row.Accountability.Open.M2),
        ("已整改耕地_平方米", "put_right_cultivated_m2", (_, row) => row.Accountability.PutRight.M2),
        ("问责比例", "share", (_, row) => Share(row.Accountability.Share)),
        ("比例下限", "share_low", (_, row) => Share(row.Accountability.ShareLow)),
        ("比例上限", "share_high", (_, row) => Share(row.Accountability.ShareHigh)),
        ("结论", "standing", (_, row) => row.Accountability.Standing),
        ("问责线", "threshold", (all, _) => all.Rule.Threshold),
    ];

    private const int NameAfter = 3;

    public static IReadOnlyList<IReadOnlyList<object?>> Of(PatchStatistics figures, bool isChinese)
    {
        IReadOnlyList<object?> Row(PatchFigures row, string? name)
        {
            var cells = Columns.Select(column => column.Cell(figures, row)).ToList();
            cells.Insert(NameAfter, name);
            return cells;
        }

        var head = Columns.Select(column => (object?)(isChinese ? column.Zh : column.En)).ToList();
        head.Insert(NameAfter, isChinese ? "名称" : "name");
        return [head, .. figures.Rows.Select(row => Row(row, NameOf(figures, row, isChinese))), Row(figures.Whole, isChinese ? "合计" : "Total")];
    }

    private static string? NameOf(PatchStatistics figures, PatchFigures row, bool isChinese) => figures.By switch
    {
        "kind" => PatchCodes.Standard.Kind(row.Key) is { } kind ? isChinese ? kind.NameZh : kind.NameEn : null,
        "month" => row.Key,
        _ => isChinese ? row.NameZh : row.NameEn,
    };

    private static decimal? Share(double? share) => share is { } one ? Math.Round((decimal)one, 6) : null;
}
