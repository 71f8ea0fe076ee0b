namespace Gis.BaseMap.Layers;

/// <summary>A node of the area tree with a point to fly to.</summary>
internal sealed record AreaNode(string Code, string? ParentCode, string Level, string NameZh, string NameEn, double Lon, double Lat);
