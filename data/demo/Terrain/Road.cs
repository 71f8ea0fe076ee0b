namespace Gis.Demo.Terrain;

/// <summary>One edge of the road graph, driven both ways.</summary>
internal sealed record Road(long FromNode, long ToNode, double LengthM, double SpeedMps, LonLat[] Line);
