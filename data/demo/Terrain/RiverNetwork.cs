namespace Gis.Demo.Terrain;

/// <summary>The reaches as one net: what lies nearest, what lies downstream, and about how much water runs there.</summary>
internal sealed class RiverNetwork
{
    private readonly Dictionary<long, Reach[]> _leaving;
    private readonly Dictionary<long, double> _upstreamM = [];

    public RiverNetwork(IReadOnlyList<Reach> reaches)
    {
        Reaches = reaches;
        ById = reaches.ToDictionary(reach => reach.Id);
        _leaving = reaches.GroupBy(reach => reach.FromNode).ToDictionary(group => group.Key, group => group.OrderBy(reach => reach.Id).ToArray());
        var arriving = reaches.ToLookup(reach => reach.ToNode);
        foreach (var reach in reaches)
        {
            Upstream(reach, arriving, []);
        }
    }

    public IReadOnlyList<Reach> Reaches { get; }

    public IReadOnlyDictionary<long, Reach> ById { get; }

    public RiverPoint? Nearest(LonLat point, double withinM)
    {
        RiverPoint? best = null;
        foreach (var reach in Reaches)
        {
            var candidate = reach.Nearest(point);
            if (candidate.DistanceM <= (best?.DistanceM ?? withinM))
            {
                best = candidate;
            }
        }

        return best;
    }

    /// <summary>The reaches that water passes from here, with the way to the start of each; negative for the reach it starts in.</summary>
    public IEnumerable<(Reach Reach, double ToStartM)> Downstream(Reach from, double chainageM, double withinM)
    {
        var seen = new HashSet<long>();
        (Reach Reach, double ToStartM)? next = (from, -chainageM);
        while (next is { } step && step.ToStartM < withinM && seen.Add(step.Reach.Id))
        {
            yield return step;
            next = _leaving.TryGetValue(step.Reach.ToNode, out var leaving) ? (leaving[0], step.ToStartM + step.Reach.LengthM) : null;
        }
    }

    /// <summary>Grows with the length of river above: a plain's river of a dry country.</summary>
    public double FlowM3s(Reach reach) => 1.5 + (_upstreamM[reach.Id] * 25e-6);

    private double Upstream(Reach reach, ILookup<long, Reach> arriving, HashSet<long> path)
    {
        if (_upstreamM.TryGetValue(reach.Id, out var known) || !path.Add(reach.Id))
        {
            return known;
        }

        var total = reach.LengthM + arriving[reach.FromNode].Sum(above => Upstream(above, arriving, path));
        path.Remove(reach.Id);
        return _upstreamM[reach.Id] = total;
    }
}
