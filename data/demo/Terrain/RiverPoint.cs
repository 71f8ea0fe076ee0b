namespace Gis.Demo.Terrain;

/// <summary>A place on a reach, and how far it is from what asked for it.</summary>
internal readonly record struct RiverPoint(Reach Reach, double ChainageM, LonLat At, double DistanceM);
