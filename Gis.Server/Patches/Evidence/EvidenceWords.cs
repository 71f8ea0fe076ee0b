using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Gis.Server.Patches.Evidence;

/// <summary>The words of an evidence page in the reader's language; names of codes come from data/standards.</summary>
internal sealed class EvidenceWords(bool isChinese)
{
    private const double SquareMetresOfMu = 10_000.0 / 15;
    private static readonly List<CodeName> Themes = LoadThemes();

    public bool IsChinese => isChinese;

    public string Of(string zh, string en) => isChinese ? zh : en;

    public string Theme(string code) => Name(Themes, code);

    public string State(string? code) => Name(PatchCodes.Standard.States, code);

    public string Rule(string? code) => Name(PatchCodes.Standard.Rules, code);

    /// <summary>Why, and by what: the layer, the document, its time, how much.</summary>
    public string Reason(PatchReason reason)
    {
        var found = reason.Parameters.Where(one => one.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)).Select(one => one.Key switch
        {
            "theme" => Theme(one.Value.ToString()),
            "document" or "number" => one.Value.ToString(),
            "m2" when one.Value.TryGetDouble(out var area) => Area(area),
            "share" when one.Value.TryGetDouble(out var share) => share.ToString("P1", CultureInfo.InvariantCulture),
            "from" => $"{Of("自", "from")} {one.Value}",
            "to" => $"{Of("至", "to")} {one.Value}",
            "use" => $"{Of("用途", "use")} {one.Value}",
            "patch" => $"{Of("图斑", "patch")} {one.Value}",
            _ => $"{one.Key} {one.Value}",
        });
        var name = Name(PatchCodes.Standard.Reasons, reason.Code);
        return string.Join(" · ", found) is { Length: > 0 } by ? $"{name}{Of("：", ": ")}{by}" : name;
    }

    public string Kind(string? code) => PatchCodes.Standard.Kind(code) is { } kind ? $"{code} {Of(kind.NameZh, kind.NameEn)}" : code ?? Missing;

    public string Verdict(string? code) => PatchCodes.Standard.Verdict(code) is { } verdict ? $"{code} {Of(verdict.NameZh, verdict.NameEn)}" : code ?? Missing;

    public string Validity(string state) => state switch
    {
        "valid" => Of("有效", "valid"),
        "expired" => Of("已过期", "expired"),
        "not-yet" => Of("尚未生效", "not yet valid"),
        "timeless" => "",
        _ => Of("有效期不明", "validity not known"),
    };

    public string Happening(string kind) => kind switch
    {
        "issued" => Of("下发", "Issued"),
        "changed" => Of("数据变更", "Changed by a later file"),
        "triaged" => Of("自动比对", "Compared"),
        "assigned" => Of("派发", "Assigned"),
        "judged" => Of("判定", "Judged"),
        "undone" => Of("撤销判定", "Verdict taken back"),
        "sent_on" => Of("上报", "Sent on"),
        "sent_back" => Of("退回", "Sent back"),
        "reminded" => Of("催办", "Reminded"),
        "verified" => Of("外业核实", "Checked in the field"),
        "second" => Of("复核判定", "Second opinion"),
        "case_filed" => Of("立案", "Case filed"),
        "measured" => Of("下达整改措施", "Measure ordered"),
        "rectified" => Of("报告整改完成", "Reported put right"),
        "accepted" => Of("验收销号", "Proved and struck off"),
        "refused" => Of("验收不通过", "Not proved"),
        _ => kind,
    };

    public string Missing => Of("未注明", "not stated");

    /// <summary>m² with two decimals, and mu with two beside it.</summary>
    public string Area(double? squareMetres) => squareMetres is { } area
        ? string.Create(CultureInfo.InvariantCulture, $"{area:N2} m² · {area / SquareMetresOfMu:N2} {Of("亩", "mu")}")
        : Missing;

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>In Beijing's time, which is that of the office.</summary>
    public static string Moment(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    private string Name(IReadOnlyList<CodeName> names, string? code) =>
        names.FirstOrDefault(name => name.Code == code) is { } known ? Of(known.NameZh, known.NameEn) : code ?? Missing;

    private static List<CodeName> LoadThemes()
    {
        const string resource = "standards/land-themes.json";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"The build holds no {resource}.");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("themes").Deserialize<List<CodeName>>(JsonSerializerOptions.Web) ?? throw new InvalidOperationException($"{resource} is empty.");
    }
}
