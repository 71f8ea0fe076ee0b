namespace Gis.Server.Dispatch.Roads;

/// <summary>Finds the nearest point of any road: segments in square cells, searched in growing rings.</summary>
internal sealed class RoadIndex
{
    private const double CellDegrees = 0.05;
    private const double MetresPerDegree = 111_195;

    private readonly IReadOnlyList<RoadEdge> _edges;
    private readonly Dictionary<(int X, int Y), List<(int Edge, int Segment)>> _cells = [];
    private readonly int _widestRing;

    public RoadIndex(IReadOnlyList<RoadEdge> edges)
    {
        _edges = edges;
        for (var e = 0; e < edges.Count; e++)
        {
            for (var s = 1; s < edges[e].Line.Count; s++)
            {
                AddSegment(e, s);
            }
        }

        _widestRing = _cells.Count == 0 ? 0 : Span(_cells.Keys.Select(c => c.X)) + Span(_cells.Keys.Select(c => c.Y)) + 2;
    }

    public RoadPoint? Nearest(LonLat place)
    {
        if (_cells.Count == 0)
        {
            return null;
        }

        RoadPoint? best = null;
        var home = CellOf(place);
        // A place far outside the network starts where the network is.
        var nearestRing = _cells.Keys.Min(c => Math.Max(Math.Abs(c.X - home.X), Math.Abs(c.Y - home.Y)));
        for (var ring = nearestRing; ring <= nearestRing + _widestRing; ring++)
        {
            foreach (var cell in Ring(home, ring))
            {
                best = NearestIn(cell, place, best);
            }

            // Everything in the next ring is at least this far away.
            var reached = ring * CellDegrees * MetresPerDegree * Math.Cos(double.DegreesToRadians(place.Lat));
            if (best is { } found && found.OffRoadMetres <= reached)
            {
                break;
            }
        }

        return best;
    }

    private RoadPoint? NearestIn((int X, int Y) cell, LonLat place, RoadPoint? best)
    {
        if (!_cells.TryGetValue(cell, out var segments))
        {
            return best;
        }

        foreach (var (edge, segment) in segments)
        {
            var (at, t) = Foot(_edges[edge].Line[segment - 1], _edges[edge].Line[segment], place);
            var metres = place.MetresTo(at);
            if (best is null || metres < best.Value.OffRoadMetres)
            {
                best = new RoadPoint(edge, ShareOf(_edges[edge], segment, t), at, metres);
            }
        }

        return best;
    }

    /// <summary>The nearest point of a segment, on a plane that is true enough over a few kilometres.</summary>
    private static (LonLat At, double Share) Foot(LonLat a, LonLat b, LonLat p)
    {
        var squeeze = Math.Cos(double.DegreesToRadians(p.Lat));
        double dx = (b.Lon - a.Lon) * squeeze, dy = b.Lat - a.Lat;
        var square = (dx * dx) + (dy * dy);
        var t = square == 0 ? 0 : Math.Clamp((((p.Lon - a.Lon) * squeeze * dx) + ((p.Lat - a.Lat) * dy)) / square, 0, 1);
        return (a.Towards(b, t), t);
    }

    private static double ShareOf(RoadEdge edge, int segment, double t)
    {
        double before = 0, total = 0;
        for (var i = 1; i < edge.Line.Count; i++)
        {
            var step = edge.Line[i - 1].MetresTo(edge.Line[i]);
            before += i < segment ? step : i == segment ? step * t : 0;
            total += step;
        }

        return total == 0 ? 0 : Math.Clamp(before / total, 0, 1);
    }

    private void AddSegment(int edge, int segment)
    {
        var (a, b) = (CellOf(_edges[edge].Line[segment - 1]), CellOf(_edges[edge].Line[segment]));
        for (var x = Math.Min(a.X, b.X); x <= Math.Max(a.X, b.X); x++)
        {
            for (var y = Math.Min(a.Y, b.Y); y <= Math.Max(a.Y, b.Y); y++)
            {
                if (!_cells.TryGetValue((x, y), out var segments))
                {
                    _cells[(x, y)] = segments = [];
                }

                segments.Add((edge, segment));
            }
        }
    }

    private static IEnumerable<(int X, int Y)> Ring((int X, int Y) home, int ring)
    {
        for (var x = home.X - ring; x <= home.X + ring; x++)
        {
            var edgeOfRing = Math.Abs(x - home.X) == ring;
            for (var y = home.Y - ring; y <= home.Y + ring; y += edgeOfRing || ring == 0 ? 1 : 2 * ring)
            {
                yield return (x, y);
            }
        }
    }

    private static (int X, int Y) CellOf(LonLat p) => ((int)Math.Floor(p.Lon / CellDegrees), (int)Math.Floor(p.Lat / CellDegrees));

    private static int Span(IEnumerable<int> values)
    {
        var (low, high) = (int.MaxValue, int.MinValue);
        foreach (var value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        return high - low;
    }
}
