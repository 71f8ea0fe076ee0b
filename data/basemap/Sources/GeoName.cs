using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Sources;

/// <summary>A populated place of GeoNames; in China the second level is the first four digits of the GB code, where it is known.</summary>
internal sealed record GeoName(string Name, Coordinate At, string Admin1, string Admin2);
