using NetTopologySuite.Geometries;

namespace Gis.Tiles;

/// <summary>A row of a file with its areas.</summary>
/// <param name="Row">Counted from 1.</param>
/// <param name="Values">By the name of the field; what is empty is left out.</param>
/// <param name="Shape">Valid, of polygons, lon lat in CGCS2000; null where the row cannot be used.</param>
/// <param name="Remark">Why it cannot be used, or what was repaired; null where all is well.</param>
public sealed record FileFeature(long Row, IReadOnlyDictionary<string, string> Values, MultiPolygon? Shape, string? Remark);
