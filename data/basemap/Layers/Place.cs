using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Layers;

/// <summary>A populated place with its names; <paramref name="Code"/> is its area's GB code, empty for a town.</summary>
internal sealed record Place(string Id, string NameZh, string NameEn, PlaceClass Class, string Code, Coordinate At);
