using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Roads;

/// <summary>A road from one node to the next, driven both ways.</summary>
internal sealed record RoadEdge(long Id, long FromNode, long ToNode, RoadClass Class, double LengthM, Coordinate[] Line);
