using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Layers;

/// <summary>A province as DCW draws it.</summary>
internal sealed record ProvinceShape(string Code, string NameZh, string NameEn, Geometry Shape);
