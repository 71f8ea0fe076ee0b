using System.Reflection;
using System.Text.Json;

namespace Gis.Server.Patches;

/// <summary>A word of a closed list with its names.</summary>
internal sealed record CodeName(string Code, string NameZh, string NameEn);

/// <summary>A kind of patch (TBLX).</summary>
/// <param name="Group">Which rules look at it.</param>
/// <param name="Uses">Beginnings of the GB/T 21010 uses that a document must name to allow it.</param>
/// <param name="Same">Beginnings of the classes that land of this look has: where it was so before, nothing changed.</param>
internal sealed record PatchKind(string Code, string NameZh, string NameEn, string Group, IReadOnlyList<string> Uses, IReadOnlyList<string> Same);

/// <summary>What a person may say of a patch.</summary>
/// <param name="Lawful">Null where it is left open: such a patch cannot be sent on.</param>
/// <param name="Kinds">Of patches that it may be said of; null for all.</param>
/// <param name="Checklist">What must have been looked at and found true.</param>
internal sealed record PatchVerdict(
    string Code, string NameZh, string NameEn, bool? Lawful, bool NeedsReason, IReadOnlyList<string>? Kinds, IReadOnlyList<string> Checklist);

/// <summary>The closed lists of the work on change patches, from data/standards.</summary>
internal sealed record PatchCodes(
    string Source,
    IReadOnlyList<PatchKind> Kinds,
    IReadOnlyList<PatchVerdict> Verdicts,
    IReadOnlyList<CodeName> Checklist,
    IReadOnlyList<CodeName> States,
    IReadOnlyList<CodeName> Rules,
    IReadOnlyList<CodeName> Reasons)
{
    private const string Resource = "standards/patch-codes.json";

    public static PatchCodes Standard { get; } = Load();

    public PatchKind? Kind(string? code) => Kinds.FirstOrDefault(kind => kind.Code == code);

    public PatchVerdict? Verdict(string? code) => Verdicts.FirstOrDefault(verdict => verdict.Code == code);

    private static PatchCodes Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The build holds no {Resource}.");
        return JsonSerializer.Deserialize<PatchCodes>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidOperationException($"{Resource} is empty.");
    }
}
