namespace Gis.BaseMap.Roads;

/// <summary>The road network, noded at every crossing so that routes can be found on it.</summary>
internal sealed record RoadGraph(IReadOnlyList<RoadNode> Nodes, IReadOnlyList<RoadEdge> Edges);
