using System.Globalization;

namespace Gis.Server.Patches;

/// <summary>Finds the usual fields of a patch table under the names that practice has for them.</summary>
internal static class PatchFields
{
    public static readonly string[] Number = ["JCBH", "TBBH", "JCTBBH", "图斑编号", "监测编号", "number"];
    public static readonly string[] Area = ["XZQDM", "XZDM", "XIANDM", "行政区代码", "area_code"];
    public static readonly string[] Place = ["XMC", "XZQMC", "县名称", "行政区名称", "place"];
    public static readonly string[] Kind = ["TBLX", "图斑类型", "kind"];
    public static readonly string[] Features = ["TZ", "特征", "features"];
    public static readonly string[] Before = ["QSX", "QSXSJ", "前时相", "before_on"];
    public static readonly string[] After = ["HSX", "HSXSJ", "后时相", "after_on"];
    public static readonly string[] StatedArea = ["MJ", "JCMJ", "TBMJ", "监测面积", "面积", "area_m2"];
    public static readonly string[] ClassBefore = ["DLBM", "QDLBM", "地类编码", "class_before"];
    public static readonly string[] BasicFarmland = ["SFYN", "SFJBNT", "是否永农"];
    public static readonly string[] RedLine = ["SFHX", "是否红线"];
    public static readonly string[] Score = ["SCORE"];
    public static readonly string[] Note = ["BZ", "备注", "note"];

    private static readonly string[] DayForms = ["yyyyMMdd", "yyyy-MM-dd", "yyyy/MM/dd", "yyyy/M/d", "yyyy-M-d", "yyyy.MM.dd", "yyyy年M月d日"];

    public static string? Text(IReadOnlyDictionary<string, string> values, string[] names) =>
        names.Select(name => values.GetValueOrDefault(name)).FirstOrDefault(value => value is not null);

    /// <summary>False where something stands there that is no day.</summary>
    public static bool TryDay(string? text, out DateOnly? day)
    {
        day = null;
        if (text is null)
        {
            return true;
        }

        var word = text.Length > 10 && text[10] is ' ' or 'T' ? text[..10] : text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;
        if (!DateOnly.TryParseExact(word, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var found) || found.Year is < 1970 or > 2100)
        {
            return false;
        }

        day = found;
        return true;
    }

    public static bool TryNumber(string? text, out double? number)
    {
        number = null;
        if (text is null)
        {
            return true;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var found) || !double.IsFinite(found) || found < 0)
        {
            return false;
        }

        number = found;
        return true;
    }

    /// <summary>Null where it is not said; whatever is no clear no counts as yes.</summary>
    public static bool? Flag(string? text) => text?.ToUpperInvariant() switch
    {
        null => null,
        "0" or "N" or "NO" or "F" or "FALSE" or "否" or "0.0" or "无" => false,
        _ => true,
    };
}
