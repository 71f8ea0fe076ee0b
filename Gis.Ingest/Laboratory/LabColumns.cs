namespace Gis.Ingest.Laboratory;

/// <summary>What the columns of a laboratory's table are called, in English and in Chinese.</summary>
internal static class LabColumns
{
    public const string Accepted =
        "thing (点位, 站点), property (项目), sampled_at (采样时间), value (结果), unit (单位); sample_no (样品编号), laboratory (检测单位), analysed_at (分析时间) may be left out";

    private static readonly Dictionary<string, LabColumn> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["thing"] = LabColumn.Thing,
        ["mn"] = LabColumn.Thing,
        ["点位"] = LabColumn.Thing,
        ["站点"] = LabColumn.Thing,
        ["property"] = LabColumn.Property,
        ["项目"] = LabColumn.Property,
        ["sampled_at"] = LabColumn.SampledAt,
        ["采样时间"] = LabColumn.SampledAt,
        ["value"] = LabColumn.Value,
        ["结果"] = LabColumn.Value,
        ["unit"] = LabColumn.Unit,
        ["单位"] = LabColumn.Unit,
        ["sample_no"] = LabColumn.SampleNo,
        ["样品编号"] = LabColumn.SampleNo,
        ["laboratory"] = LabColumn.Laboratory,
        ["检测单位"] = LabColumn.Laboratory,
        ["analysed_at"] = LabColumn.AnalysedAt,
        ["分析时间"] = LabColumn.AnalysedAt,
    };

    private static readonly LabColumn[] Required = [LabColumn.Thing, LabColumn.Property, LabColumn.SampledAt, LabColumn.Value, LabColumn.Unit];

    /// <summary>Which cell holds which column; null when a needed one is missing or one comes twice.</summary>
    public static Dictionary<LabColumn, int>? Find(IReadOnlyList<string> header)
    {
        var found = new Dictionary<LabColumn, int>();
        for (var i = 0; i < header.Count; i++)
        {
            if (Names.TryGetValue(header[i].Trim(), out var column) && !found.TryAdd(column, i))
            {
                return null;
            }
        }

        return Required.All(found.ContainsKey) ? found : null;
    }
}
