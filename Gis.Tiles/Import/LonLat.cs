namespace Gis.Tiles.Import;

/// <summary>A position in degrees, longitude first.</summary>
internal readonly record struct LonLat(double Lon, double Lat);
