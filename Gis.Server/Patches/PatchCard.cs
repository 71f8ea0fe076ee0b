using System.Text.Json;
using Gis.Server.Patches.Cases;
using Gis.Server.Patches.Review;
using Gis.Server.ReadModel;

namespace Gis.Server.Patches;

/// <summary>How much of a patch lies on one feature of the one map.</summary>
/// <param name="Document">Number of the approval, filing, case … that the feature shows.</param>
/// <param name="State">Of the document on the day of the later image; timeless where the theme has no dates.</param>
/// <param name="Share">0 … 1 of the patch.</param>
internal sealed record PatchOverlap(
    string Theme, string Layer, long Feature, string? Document, string? Use, string? Class, DateOnly? ValidFrom, DateOnly? ValidTo,
    [property: Words(PatchWords.Validity)] string State, double AreaM2, double Share);

/// <summary>Why a person must look, or by what it is explained.</summary>
internal sealed record PatchReason(string Code, IReadOnlyDictionary<string, JsonElement> Parameters)
{
    /// <summary>Says the same for the same reason.</summary>
    internal string ToKey() => $"{Code} {string.Join(' ', Parameters.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"))}";
}

/// <summary>A patch of earlier images at the same place.</summary>
internal sealed record EarlierPatch(long Id, string Number, string Batch, DateOnly? BeforeOn, DateOnly? AfterOn, [property: Words(PatchWords.State)] string State, string? Verdict);

/// <summary>Something that happened to a patch.</summary>
/// <param name="By">Display name; null for the system.</param>
/// <param name="From">State before, and <paramref name="To"/> after; null where it stayed.</param>
internal sealed record PatchHappening(
    long Id, [property: Words(PatchWords.Event)] string Kind, DateTimeOffset At, string? By, string? From, string? To, string? Verdict, string? Reason, JsonElement Details);

/// <summary>What the caller may do with a patch now.</summary>
internal sealed record PatchAllowed(bool Judge, bool Undo, bool SendOn, bool SendBack, bool Assign);

/// <summary>All that is known of one patch.</summary>
/// <param name="Geometry">GeoJSON, lon lat.</param>
/// <param name="StatedM2">The area that the file stated (MJ).</param>
internal sealed record PatchCard(
    PatchRow Patch, JsonElement Geometry, double? StatedM2, string? Features, string? Note, double? Score, IReadOnlyList<PatchOverlap> Overlaps, IReadOnlyList<PatchReason> Reasons,
    IReadOnlyList<EarlierPatch> Earlier, IReadOnlyList<PatchHappening> History, PatchAllowed Allowed)
{
    public CaseCard Case { get; init; } = CaseCard.None;

    /// <summary>The second verdict: whether it is awaited, given, and what the caller may do about it.</summary>
    public PatchReview? Review { get; init; }
}
