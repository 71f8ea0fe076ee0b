using System.ComponentModel.DataAnnotations;

namespace Gis.Tiles.Settings;

/// <summary>Who reads and who changes a layer, and how much of its past is kept.</summary>
/// <param name="Published">Open to all, without sign-in.</param>
/// <param name="Writers">Roles that change its features beside administrators, each in its areas; only stored layers have any.</param>
/// <param name="EditionsKept">Editions whose features are kept, 1 to 1000.</param>
internal sealed record LayerSettings(
    [property: Required] bool? Published,
    [property: Required] IReadOnlyList<string>? Writers,
    [property: Required, Range(1, 1000)] int? EditionsKept)
{
    public static readonly string[] Roles = ["inspector", "commander", "officer", "guest"];

    /// <summary>The field that can't be used and what it takes; null where all can.</summary>
    public (string Field, string Accepted)? Fault(bool isStored) =>
        Published is null ? ("published", "true, false")
        : Writers is null || Writers.Any(role => !Roles.Contains(role, StringComparer.Ordinal)) || Writers.Distinct(StringComparer.Ordinal).Count() != Writers.Count
            ? ("writers", string.Join(", ", Roles))
        : Writers.Count > 0 && !isStored ? ("writers", "accepted-writers-stored")
        : EditionsKept is not (>= 1 and <= 1000) ? ("editionsKept", "1 … 1000")
        : null;
}
