namespace Gis.Demo.Terrain;

/// <summary>A stretch that is driven at one speed.</summary>
internal sealed record DriveLeg(LonLat[] Line, double SpeedMps);
