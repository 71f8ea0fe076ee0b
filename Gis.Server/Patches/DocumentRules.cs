namespace Gis.Server.Patches;

/// <summary>Whether a document could allow a patch: it held before the change could begin and until the later image, and is for such a use.</summary>
internal static class DocumentRules
{
    /// <summary>The law's own end of an approval that names none, years.</summary>
    private const int ApprovalYears = 2;

    private static readonly string[] FacilityUses = ["1202", "1104", "1006", "1107", "1203"];
    private const string TemporaryUse = "13";

    /// <summary>Null where it could; else the code of the reason why it cannot.</summary>
    public static string? WhyNot(LandOverlap document, TriagePatch patch, PatchKind kind) => WhyNotThen(document, patch) ?? (IsForUse(document, kind) ? null : "other-use");

    /// <summary>How the document stood on the day of the later image.</summary>
    public static string StateOn(LandOverlap document, DateOnly? day) =>
        document.From is null && document.To is null ? HasDates(document.Theme) ? "unknown" : "timeless"
        : day is not { } on ? "unknown"
        : document.From > on ? "not-yet"
        : EndOf(document) < on ? "expired"
        : document.From is null ? "unknown"
        : "valid";

    public static bool HasDates(string theme) => theme is "approval" or "supply" or "facility" or "temporary" or "mining_right" or "exploration_right" or "forest_right" or "marine_area";

    private static string? WhyNotThen(LandOverlap document, TriagePatch patch) =>
        document.From is not { } from || patch.AfterOn is not { } after || patch.BeforeOn is not { } before ? "validity-unknown"
        : from > after ? "not-yet"
        : EndOf(document) is { } end ? end < after ? "expired" : Begun(from, before)
        : document.Theme == "supply" ? Begun(from, before)
        : "validity-unknown";

    /// <summary>What was granted after the earlier image may have come after the first spade: only a person can tell.</summary>
    private static string? Begun(DateOnly from, DateOnly before) => from > before ? "granted-between" : null;

    private static DateOnly? EndOf(LandOverlap document) => document.To ?? (document is { Theme: "approval", From: { } from } ? from.AddYears(ApprovalYears) : null);

    private static bool IsForUse(LandOverlap document, PatchKind kind) => document.Theme switch
    {
        "approval" or "supply" => document.Use is { } use && kind.Uses.Any(allowed => IsWithin(use, allowed)),
        "facility" => !IsClass(document.Use) || FacilityUses.Any(allowed => IsWithin(document.Use!, allowed)),
        "temporary" => !IsClass(document.Use) || IsWithin(document.Use!, TemporaryUse) || kind.Uses.Any(allowed => IsWithin(document.Use!, allowed)),
        _ => true,
    };

    /// <summary>A document for a whole class allows nothing that only one of its kinds is for.</summary>
    private static bool IsWithin(string use, string allowed) => use.StartsWith(allowed, StringComparison.Ordinal);

    private static bool IsClass(string? use) => use is { Length: >= 2 } && char.IsAsciiDigit(use[0]) && char.IsAsciiDigit(use[1]);
}
