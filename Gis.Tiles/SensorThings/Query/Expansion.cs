namespace Gis.Tiles.SensorThings.Query;

/// <summary>Related entities that are wanted inside those asked for.</summary>
internal sealed record Expansion(StaNavigation Navigation, StaOptions Options);
