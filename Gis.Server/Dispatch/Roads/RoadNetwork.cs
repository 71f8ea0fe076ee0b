namespace Gis.Server.Dispatch.Roads;

/// <summary>
/// The road graph in memory. Times are symmetric (edges are driven both ways), so one search outward from the incident gives the time of every unit.
/// </summary>
internal sealed class RoadNetwork
{
    /// <summary>Speed from a place to the nearest road: field tracks, yards, on foot.</summary>
    public const double OffRoadMps = 3;

    private readonly RoadEdge[] _edges;
    private readonly List<int>[] _edgesOfNode;
    private readonly RoadIndex _index;

    public RoadNetwork(int nodeCount, IReadOnlyList<RoadEdge> edges)
    {
        // A loop leads nowhere that its node does not.
        _edges = [.. edges.Where(edge => edge.From != edge.To)];
        _edgesOfNode = new List<int>[nodeCount];
        for (var node = 0; node < nodeCount; node++)
        {
            _edgesOfNode[node] = [];
        }

        for (var e = 0; e < _edges.Length; e++)
        {
            _edgesOfNode[_edges[e].From].Add(e);
            _edgesOfNode[_edges[e].To].Add(e);
        }

        _index = new RoadIndex(_edges);
    }

    public static RoadNetwork Empty { get; } = new(0, []);

    public bool IsEmpty => _edges.Length == 0;

    internal IReadOnlyList<RoadEdge> Edges => _edges;

    public RoadPoint? Snap(LonLat place) => _index.Nearest(place);

    /// <summary>All ways that end at one place; null where there are no roads at all.</summary>
    public RoadSearch? SearchTo(LonLat destination) =>
        Snap(destination) is { } at ? new RoadSearch(this, destination, at, Settle(at)) : null;

    /// <summary>Dijkstra from a point of an edge to every node: seconds, and the edge by which each node was reached.</summary>
    private RoadLabels Settle(RoadPoint start)
    {
        var labels = new RoadLabels(_edgesOfNode.Length);
        var queue = new PriorityQueue<int, double>();
        var edge = _edges[start.Edge];
        Offer(labels, queue, edge.From, edge.Seconds * start.Share, start.Edge);
        Offer(labels, queue, edge.To, edge.Seconds * (1 - start.Share), start.Edge);
        while (queue.TryDequeue(out var node, out var seconds))
        {
            if (seconds > labels.Seconds[node])
            {
                continue;
            }

            foreach (var e in _edgesOfNode[node])
            {
                var next = _edges[e].From == node ? _edges[e].To : _edges[e].From;
                Offer(labels, queue, next, seconds + _edges[e].Seconds, e);
            }
        }

        return labels;
    }

    private static void Offer(RoadLabels labels, PriorityQueue<int, double> queue, int node, double seconds, int edge)
    {
        if (seconds < labels.Seconds[node])
        {
            labels.Seconds[node] = seconds;
            labels.ReachedBy[node] = edge;
            queue.Enqueue(node, seconds);
        }
    }
}
