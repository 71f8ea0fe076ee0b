namespace Gis.Server.Dispatch.Roads;

/// <summary>A way by road: its length, the time it takes, how much of it is off the road, and the line to draw.</summary>
internal sealed record RoadRoute(double RoadMetres, double Seconds, double OffRoadMetres, IReadOnlyList<LonLat> Line);
