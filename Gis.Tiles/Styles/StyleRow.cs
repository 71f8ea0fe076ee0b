using System.Text.Json;

namespace Gis.Tiles.Styles;

/// <summary>A style as the workplace shows and edits it.</summary>
/// <param name="Version">To be named in If-Match by who changes it; 0: none is stored, and this one is made from the kind of geometry.</param>
/// <param name="Layers">Layers of the MapLibre style specification, without sources.</param>
internal sealed record StyleRow(
    string Id, int Version, string TitleZh, string TitleEn, bool IsDefault, IReadOnlyList<JsonElement> Layers, DateTimeOffset? ChangedAt, string? ChangedBy)
{
    public static StyleRow Of(LayerStyle style) =>
        new(style.Id, style.Version, style.TitleZh, style.TitleEn, style.IsDefault, style.Drawing, style.ChangedAt, style.ChangedBy);
}

/// <summary>The styles of a layer, the default first; there is never a further page.</summary>
/// <param name="MayEdit">The caller may store others.</param>
internal sealed record StyleRowList(IReadOnlyList<StyleRow> Items, bool MayEdit, string? Next);

/// <summary>What a style once was.</summary>
internal sealed record StyleVersionRow(int Version, string TitleZh, string TitleEn, IReadOnlyList<JsonElement> Layers, DateTimeOffset ChangedAt, string ChangedBy, bool Retired);

/// <summary>The versions of a style, the newest first; there is never a further page.</summary>
internal sealed record StyleVersionList(IReadOnlyList<StyleVersionRow> Items, string? Next);
