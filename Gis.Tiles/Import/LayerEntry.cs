namespace Gis.Tiles.Import;

/// <summary>What the catalogue says of a layer.</summary>
/// <param name="GeometryKind">point, line or polygon.</param>
/// <param name="Approximate">True when positions are generated or coarse; the map says so.</param>
/// <param name="Owner">The part that answers for the content: demo for what this tool builds.</param>
internal sealed record LayerEntry(
    string Id,
    string TitleZh,
    string TitleEn,
    string GeometryKind,
    string Licence,
    string Credit,
    string Source,
    string Edition,
    bool Approximate,
    int MinZoom,
    bool PublishedToAll,
    string Owner);
