using System.Reflection;
using System.Text.Json;

namespace Gis.Server.Land;

/// <summary>The land classes by scheme and code, from data/standards/land-classes.json.</summary>
internal sealed record LandClasses(string Source, IReadOnlyList<LandClassScheme> Schemes, IReadOnlyList<LandClassMapping> Mappings)
{
    public const string Status = "gbt21010-2017";
    public const string Farmland = "farmland";
    public const string Built = "built";
    public const string Unused = "unused";
    public const string Facility = "1202";
    public const string Mining = "0602";

    private const string Resource = "standards/land-classes.json";

    public static LandClasses Standard { get; } = Load();

    /// <summary>
    /// The class of a code. A suffix of the survey (0201K, 1104A) is told by its own row where there is one, else by the class before it; a code of the second level
    /// that is not listed is none.
    /// </summary>
    public LandClass? Find(string scheme, string? code)
    {
        if (string.IsNullOrWhiteSpace(code) || Schemes.FirstOrDefault(one => one.Scheme == scheme) is not { } list)
        {
            return null;
        }

        var text = code.Trim().ToUpperInvariant();
        return list.Classes.FirstOrDefault(one => one.Code == text)
            ?? (list.Suffixes.FirstOrDefault(one => text.EndsWith(one.Code, StringComparison.Ordinal)) is { } suffix
                && list.Classes.FirstOrDefault(one => one.Code == text[..^suffix.Code.Length]) is { } plain
                ? plain with { Code = text, NameZh = $"{suffix.NameZh}{plain.NameZh}", NameEn = $"{plain.NameEn}, {suffix.NameEn}" }
                : null);
    }

    /// <summary>Codes of built land in the status scheme.</summary>
    public static string[] BuiltCodes { get; } =
        [.. Standard.Schemes.Where(scheme => scheme.Scheme == Status).SelectMany(scheme => scheme.Classes).Where(one => one.Kind == Built).Select(one => one.Code)];

    /// <summary>Farmland, built or unused by the status scheme; null where the code is unknown.</summary>
    public static string? KindOf(string? code) => Standard.Find(Status, code)?.Kind;

    private static LandClasses Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The build holds no {Resource}.");
        return JsonSerializer.Deserialize<LandClasses>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidOperationException($"{Resource} is empty.");
    }
}
