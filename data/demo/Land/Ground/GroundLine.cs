using NetTopologySuite.Geometries;

namespace Gis.Demo.Land.Ground;

/// <summary>A road or a river of the base map.</summary>
internal sealed record GroundLine(LineString Line, double WidthM, string? NameZh, string? NameEn);
