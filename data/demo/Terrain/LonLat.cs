namespace Gis.Demo.Terrain;

/// <summary>A point in degrees, CGCS2000.</summary>
internal readonly record struct LonLat(double Lon, double Lat);
