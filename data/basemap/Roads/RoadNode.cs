namespace Gis.BaseMap.Roads;

/// <summary>A place, or a crossing of two roads.</summary>
internal sealed record RoadNode(long Id, double Lon, double Lat);
