using NetTopologySuite.Geometries;

namespace Gis.Tiles.Import;

/// <summary>A row of a stored layer: the names every layer has as fields, the rest as JSON.</summary>
/// <param name="MinZoom">The smallest zoom at which it is drawn.</param>
internal sealed record LayerRow(
    long Id, string? Code, string? NameZh, string? NameEn, string? AreaCode, short MinZoom, string PropertiesJson, Geometry Shape);
