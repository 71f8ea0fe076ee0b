using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Rivers;

/// <summary>A piece of river between two nodes of the network, drawn in the direction of flow.</summary>
internal sealed record RiverReach(
    long Id, string? NameZh, string? NameEn, string Kind, long FromNode, long ToNode, double LengthM, Coordinate[] Line);
