using Gis.Server.Rules;

namespace Gis.Server.Patches;

/// <summary>What is said of a file of patches beside the file.</summary>
/// <param name="Code">Names the batch within its area, such as 2026-10.</param>
internal sealed record BatchWish(string Code, string AreaCode, string Kind, string Origin, DateOnly Due, string FileName)
{
    private const int MostCodeChars = 80;
    private const int MostNameChars = 120;

    private static readonly string[] Kinds = PatchWords.BatchKind.Split(' ');
    private static readonly string[] Origins = ["real", "demo"];

    /// <summary>By the end of the month unless somebody says otherwise: last month's patches are cleared within this one.</summary>
    public static Result<BatchWish> Of(string? code, string? area, string? kind, string? origin, DateOnly? due, string? name, string[] roots, DateOnly today)
    {
        var areaCode = string.IsNullOrWhiteSpace(area) ? roots is [var only] ? only : null : area.Trim();
        return string.IsNullOrWhiteSpace(code) || code.Trim().Length > MostCodeChars || code.Any(char.IsControl) ? Refusal.Bad("code", $"1 … {MostCodeChars} characters that name the batch, such as 2026-10")
            : areaCode is null ? Refusal.Bad("area", $"one of your areas: {string.Join(", ", roots)}")
            : !Kinds.Contains(kind ?? Kinds[0]) ? Refusal.Bad("kind", string.Join(", ", Kinds))
            : !Origins.Contains(origin ?? Origins[0]) ? Refusal.Bad("origin", string.Join(", ", Origins))
            : due < today ? Refusal.Bad("due", "today or a later day")
            : new BatchWish(
                code.Trim(), areaCode, kind ?? Kinds[0], origin ?? Origins[0], due ?? new DateOnly(today.Year, today.Month, DateTime.DaysInMonth(today.Year, today.Month)), NameOf(name));
    }

    private static string NameOf(string? said)
    {
        var name = new string([.. (said ?? "")[((said ?? "").LastIndexOfAny(['/', '\\']) + 1)..].Where(sign => !char.IsControl(sign) && !char.IsSurrogate(sign))]).Trim();
        return name.Length == 0 ? "file" : name.Length > MostNameChars ? name[..MostNameChars] : name;
    }
}
