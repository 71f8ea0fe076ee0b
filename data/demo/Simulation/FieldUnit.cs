using Gis.Demo.Terrain;

namespace Gis.Demo.Simulation;

/// <summary>A unit as the field knows it.</summary>
internal sealed record FieldUnit(string Code, string Kind, LonLat Base);
