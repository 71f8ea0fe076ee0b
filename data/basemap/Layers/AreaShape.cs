using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Layers;

/// <summary>A prefecture or county: its GB/T 2260 code, its names, its seat and its shape.</summary>
internal sealed record AreaShape(string Code, string NameZh, string NameEn, Coordinate Seat, Geometry Shape);
