namespace Gis.Demo.Terrain;

/// <summary>The roads as a graph that units drive on.</summary>
internal sealed class RoadNetwork
{
    private readonly Dictionary<long, LonLat> _nodes;
    private readonly Dictionary<long, List<(Road Road, long To)>> _leaving = [];

    public RoadNetwork(IReadOnlyDictionary<long, LonLat> nodes, IEnumerable<Road> roads)
    {
        _nodes = new Dictionary<long, LonLat>(nodes);
        foreach (var road in roads)
        {
            Leave(road.FromNode, road, road.ToNode);
            Leave(road.ToNode, road, road.FromNode);
        }
    }

    public bool IsEmpty => _leaving.Count == 0;

    public long NearestNode(LonLat point) => _leaving.Keys.MinBy(node => Earth.DistanceM(_nodes[node], point));

    /// <summary>The fastest way; off the road straight to it and straight from it, for the last metres are no road of the map.</summary>
    public Drive Route(LonLat from, LonLat to)
    {
        var legs = new List<DriveLeg>();
        if (!IsEmpty)
        {
            var start = NearestNode(from);
            var goal = NearestNode(to);
            if (start != goal && Earth.DistanceM(from, to) > Earth.DistanceM(from, _nodes[start]))
            {
                legs.Add(new DriveLeg([from, _nodes[start]], Drive.OffRoadMps));
                legs.AddRange(Fastest(start, goal));
                legs.Add(new DriveLeg([_nodes[goal], to], Drive.OffRoadMps));
            }
        }

        return new Drive(legs.Count > 2 ? legs : [new DriveLeg([from, to], Drive.OffRoadMps)]);
    }

    private List<DriveLeg> Fastest(long start, long goal)
    {
        var cameBy = new Dictionary<long, (Road Road, long From)>();
        var seconds = new Dictionary<long, double> { [start] = 0 };
        var queue = new PriorityQueue<long, double>();
        queue.Enqueue(start, 0);
        while (queue.TryDequeue(out var node, out var soFar) && node != goal)
        {
            if (soFar > seconds[node])
            {
                continue;
            }

            foreach (var (road, next) in _leaving[node])
            {
                var then = soFar + (road.LengthM / road.SpeedMps);
                if (!seconds.TryGetValue(next, out var known) || then < known)
                {
                    seconds[next] = then;
                    cameBy[next] = (road, node);
                    queue.Enqueue(next, then);
                }
            }
        }

        return Legs(cameBy, start, goal);
    }

    private static List<DriveLeg> Legs(Dictionary<long, (Road Road, long From)> cameBy, long start, long goal)
    {
        var legs = new List<DriveLeg>();
        for (var node = goal; node != start && cameBy.TryGetValue(node, out var step); node = step.From)
        {
            var line = step.Road.ToNode == node ? step.Road.Line : [.. step.Road.Line.Reverse()];
            legs.Add(new DriveLeg(line, step.Road.SpeedMps));
        }

        legs.Reverse();
        return legs;
    }

    private void Leave(long node, Road road, long to)
    {
        if (!_leaving.TryGetValue(node, out var roads))
        {
            _leaving[node] = roads = [];
        }

        roads.Add((road, to));
    }
}
