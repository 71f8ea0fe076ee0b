using System.Runtime.InteropServices;

namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>
/// Takes polygons apart where their rings touch or run back along themselves or each other, as clipping and snapping leave many: on the grid, without
/// rounding, and a hundred times as fast as <see cref="PolygonRepair"/>, to which it leaves what crosses or winds around something twice.
/// </summary>
internal sealed class RingDivider
{
    private const int NoHole = -1;

    private readonly List<Step> _edges = [];
    private readonly List<int> _holeOf = [];
    private readonly List<Cut> _cuts = [];
    private readonly StepTable _steps = new();
    private readonly List<GridPoint> _way = [];
    private readonly RingNest _nest = new();

    /// <summary>False, and nothing done, where it is no matter of touching.</summary>
    /// <param name="geometry">valid polygons afterwards, none where nothing encloses an area</param>
    /// <param name="meetings">all edges, counted through the rings, that meet without being neighbours</param>
    public bool TryDivide(TileGeometry geometry, ReadOnlySpan<(int One, int Other)> meetings)
    {
        if (meetings.IsEmpty || geometry.Parts.Length > RingNest.MostRings)
        {
            return false;
        }

        TakeEdges(geometry);
        if (!TryCut(meetings))
        {
            return false;
        }

        TakeSteps();
        return _steps.TryCancel() && TryWalk() && _nest.TryPut(geometry);
    }

    /// <summary>Lets go of room that one large geometry took.</summary>
    public void Trim(int keptPoints)
    {
        _steps.Trim(keptPoints);
        _nest.Trim(keptPoints);
        _edges.Clear();
        _edges.Capacity = Math.Min(_edges.Capacity, keptPoints);
        _holeOf.Clear();
        _holeOf.Capacity = Math.Min(_holeOf.Capacity, keptPoints);
        _way.Clear();
        _way.Capacity = Math.Min(_way.Capacity, keptPoints);
    }

    /// <summary>In the order in which <see cref="PolygonCheck"/> counts them; what is to be filled lies to the right of each, as one sees it on the screen.</summary>
    private void TakeEdges(TileGeometry geometry)
    {
        _edges.Clear();
        _holeOf.Clear();
        var parts = geometry.Parts;
        for (var at = 0; at < parts.Length; at++)
        {
            var part = parts[at];
            var ring = geometry.PointsOf(part);
            var isTurned = (RingShape.TwiceTheArea(ring) < 0) != part.IsHole;
            for (var n = 0; n < ring.Length; n++)
            {
                var (from, to) = (ring[n], ring[n + 1 < ring.Length ? n + 1 : 0]);
                _edges.Add(isTurned ? new Step(to, from) : new Step(from, to));
                _holeOf.Add(part.IsHole ? at : NoHole);
            }
        }
    }

    /// <summary>Where a corner lies on another edge. False where edges cross between grid points, or a hole meets itself, which may then lie on both of its sides.</summary>
    private bool TryCut(ReadOnlySpan<(int One, int Other)> meetings)
    {
        _cuts.Clear();
        foreach (var (one, other) in meetings)
        {
            var ((a, b), (c, d)) = (_edges[one], _edges[other]);
            var areOfOneHole = _holeOf[one] != NoHole && _holeOf[one] == _holeOf[other];
            if (areOfOneHole || (GridPoint.Cross(a, b, c) != 0 && GridPoint.Cross(a, b, d) != 0 && GridPoint.Cross(c, d, a) != 0 && GridPoint.Cross(c, d, b) != 0))
            {
                return false;
            }

            CutAt(one, c);
            CutAt(one, d);
            CutAt(other, a);
            CutAt(other, b);
        }

        _cuts.Sort();
        return true;

        void CutAt(int edge, GridPoint point)
        {
            var (from, to) = _edges[edge];
            if (RingShape.IsBetween(from, to, point))
            {
                _cuts.Add(new Cut(edge, Math.Abs(point.X - from.X) + Math.Abs(point.Y - from.Y), point));
            }
        }
    }

    private void TakeSteps()
    {
        _steps.Clear();
        var cut = 0;
        for (var n = 0; n < _edges.Count; n++)
        {
            var from = _edges[n].From;
            for (; cut < _cuts.Count && _cuts[cut].Edge == n; cut++)
            {
                if (_cuts[cut].At != from)
                {
                    _steps.Add(new Step(from, _cuts[cut].At));
                    from = _cuts[cut].At;
                }
            }

            _steps.Add(new Step(from, _edges[n].To));
        }
    }

    /// <summary>Around each area that is enclosed. False where the way goes on to the wrong side: there it crosses itself.</summary>
    private bool TryWalk()
    {
        _nest.Clear();
        _steps.BeginWalks();
        while (_steps.TryTakeFirst(out var first))
        {
            if (!TryWalkFrom(first))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryWalkFrom(int first)
    {
        _way.Clear();
        var step = first;
        do
        {
            var from = _steps[step].From;
            if (_steps.IsFork(from) && _way.LastIndexOf(from) is >= 0 and var met)
            {
                TakeRing(met);
            }

            _way.Add(from);
            step = _steps.Next(step);
            if (step < 0 || (step != first && !_steps.TryTake(step)))
            {
                return false;
            }
        }
        while (step != first);

        TakeRing(0);
        return _nest.TryEndArea();
    }

    /// <summary>The end of the way is a ring that comes back to where it began.</summary>
    private void TakeRing(int begin)
    {
        _nest.Add(CollectionsMarshal.AsSpan(_way)[begin..]);
        _way.RemoveRange(begin, _way.Count - begin);
    }

    /// <summary>A corner on an edge, so far from where it begins.</summary>
    private readonly record struct Cut(int Edge, int Far, GridPoint At) : IComparable<Cut>
    {
        public int CompareTo(Cut other) => (Edge, Far).CompareTo((other.Edge, other.Far));
    }
}
