namespace Gis.Server.Dispatch.Roads;

/// <summary>Where a place meets the road: the edge, how far along it (0 … 1), and the way to it over open ground.</summary>
internal readonly record struct RoadPoint(int Edge, double Share, LonLat At, double OffRoadMetres);
