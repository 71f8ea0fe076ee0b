using System.Collections.Immutable;
using System.Text.Json;

namespace Gis.Tiles.Styles;

/// <summary>One style of a layer as it stands.</summary>
/// <param name="Version">Counts from 1; 0: made from the kind of geometry, since nobody has stored one.</param>
/// <param name="Drawing">The layers of the style, without sources.</param>
internal sealed record LayerStyle(
    string Id, int Version, string TitleZh, string TitleEn, bool IsDefault, ImmutableArray<JsonElement> Drawing, DateTimeOffset? ChangedAt, string? ChangedBy)
{
    /// <summary>The name by which whichever style is the default can be had.</summary>
    public const string DefaultId = "default";

    public bool IsMade => Version == 0;
}
