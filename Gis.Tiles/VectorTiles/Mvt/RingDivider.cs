using System.Runtime.InteropServices;

namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>
/// Takes polygons apart where their rings touch or run back along themselves or each other, as clipping and snapping leave many: on the grid, without
/// rounding, and a hundred times as fast as <see cref="PolygonRepair"/>, to which it leaves what crosses or winds around something twice.
/// </summary>
internal sealed class RingDivider
{
    private const int MostRings = 64;
    private const int NoPolygon = -1;
    private const int NoHole = -1;

    private readonly List<Step> _edges = [];
    private readonly List<int> _holeOf = [];
    private readonly List<Cut> _cuts = [];
    private readonly StepTable _steps = new();
    private readonly List<GridPoint> _way = [];
    private readonly List<GridPoint> _points = [];
    private readonly List<TilePart> _rings = [];

    /// <summary>False, and nothing done, where it is no matter of touching.</summary>
    /// <param name="geometry">valid polygons afterwards, none where nothing encloses an area</param>
    /// <param name="meetings">all edges, counted through the rings, that meet without being neighbours</param>
    public bool TryDivide(TileGeometry geometry, ReadOnlySpan<(int One, int Other)> meetings)
    {
        if (meetings.IsEmpty || geometry.Parts.Length > MostRings)
        {
            return false;
        }

        TakeEdges(geometry);
        if (!TryCut(meetings))
        {
            return false;
        }

        TakeSteps();
        if (!_steps.TryCancel() || !TryWalk() || !LieBesides() || !TryPlaceHoles())
        {
            return false;
        }

        Put(geometry);
        return true;
    }

    /// <summary>Lets go of room that one large geometry took.</summary>
    public void Trim(int keptPoints)
    {
        _steps.Trim(keptPoints);
        _edges.Clear();
        _edges.Capacity = Math.Min(_edges.Capacity, keptPoints);
        _holeOf.Clear();
        _holeOf.Capacity = Math.Min(_holeOf.Capacity, keptPoints);
        foreach (var list in (List<GridPoint>[])[_way, _points])
        {
            list.Clear();
            list.Capacity = Math.Min(list.Capacity, keptPoints);
        }
    }

    private static bool IsOn(GridPoint point, GridPoint from, GridPoint to) =>
        point != from && point != to && GridPoint.Cross(from, to, point) == 0
        && point.X >= Math.Min(from.X, to.X) && point.X <= Math.Max(from.X, to.X) && point.Y >= Math.Min(from.Y, to.Y) && point.Y <= Math.Max(from.Y, to.Y);

    private static long TwiceTheArea(ReadOnlySpan<GridPoint> ring)
    {
        var twice = 0L;
        for (var n = 2; n < ring.Length; n++)
        {
            twice += GridPoint.Cross(ring[0], ring[n - 1], ring[n]);
        }

        return twice;
    }

    /// <summary>out: 1 within the ring, 0 on it, -1 outside</summary>
    private static int SideOf(GridPoint point, ReadOnlySpan<GridPoint> ring)
    {
        var isWithin = false;
        var before = ring[^1];
        foreach (var corner in ring)
        {
            if (point == corner || IsOn(point, before, corner))
            {
                return 0;
            }

            if (corner.Y > point.Y != before.Y > point.Y)
            {
                var turn = GridPoint.Cross(before, corner, point);
                isWithin ^= corner.Y > before.Y ? turn > 0 : turn < 0;
            }

            before = corner;
        }

        return isWithin ? 1 : -1;
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
            var isTurned = (TwiceTheArea(ring) < 0) != part.IsHole;
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
            if (IsOn(point, from, to))
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
        _points.Clear();
        _rings.Clear();
        _steps.BeginWalks();
        var polygon = 0;
        while (_steps.TryTakeFirst(out var first))
        {
            if (!TryWalkFrom(first, polygon++))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryWalkFrom(int first, int polygon)
    {
        _way.Clear();
        var begin = _rings.Count;
        var step = first;
        do
        {
            var from = _steps[step].From;
            if (_steps.IsFork(from) && _way.LastIndexOf(from) is >= 0 and var met)
            {
                TakeRing(met, polygon);
            }

            _way.Add(from);
            step = _steps.Next(step);
            if (step < 0 || (step != first && !_steps.TryTake(step)))
            {
                return false;
            }
        }
        while (step != first);

        TakeRing(0, polygon);
        return TryTellHoles(begin);
    }

    /// <summary>The end of the way is a ring that comes back to where it began.</summary>
    private void TakeRing(int begin, int polygon)
    {
        var ring = CollectionsMarshal.AsSpan(_way)[begin..];
        var isHole = TwiceTheArea(ring) < 0;
        var count = RingCleaner.Ring(ring);
        if (count > 0)
        {
            _rings.Add(new TilePart(_points.Count, count, polygon, isHole));
            _points.AddRange(ring[..count]);
        }

        _way.RemoveRange(begin, _way.Count - begin);
    }

    /// <summary>A walk around an area gives one shell, and holes that touch it; one around holes within it, holes alone.</summary>
    private bool TryTellHoles(int begin)
    {
        var rings = CollectionsMarshal.AsSpan(_rings)[begin..];
        var shells = 0;
        foreach (ref readonly var ring in rings)
        {
            shells += ring.IsHole ? 0 : 1;
        }

        if (shells == 0)
        {
            foreach (ref var ring in rings)
            {
                ring = ring with { Polygon = NoPolygon };
            }
        }

        return shells <= 1;
    }

    /// <summary>No shell lies in another.</summary>
    private bool LieBesides()
    {
        if (_rings.Count > MostRings)
        {
            return false;
        }

        foreach (var one in _rings)
        {
            foreach (var other in _rings)
            {
                if (!one.IsHole && !other.IsHole && one.Polygon != other.Polygon && SideOf(one, other) >= 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Each hole into the shell around it. False where there is none, or another hole is around it too.</summary>
    private bool TryPlaceHoles()
    {
        var rings = CollectionsMarshal.AsSpan(_rings);
        for (var hole = 0; hole < rings.Length; hole++)
        {
            if (rings[hole].Polygon != NoPolygon)
            {
                continue;
            }

            for (var other = 0; other < rings.Length; other++)
            {
                if (other == hole)
                {
                    continue;
                }

                var isIn = SideOf(rings[hole], rings[other]) > 0;
                if (isIn && rings[other].IsHole)
                {
                    return false;
                }

                if (isIn)
                {
                    rings[hole] = rings[hole] with { Polygon = rings[other].Polygon };
                }
            }

            if (rings[hole].Polygon == NoPolygon)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>On which side of the other ring one lies that does not cross it, as <see cref="SideOf(GridPoint, ReadOnlySpan{GridPoint})"/>; 0 where all its corners lie on it.</summary>
    private int SideOf(TilePart one, TilePart other)
    {
        var points = CollectionsMarshal.AsSpan(_points);
        foreach (var point in points.Slice(one.Start, one.Count))
        {
            if (SideOf(point, points.Slice(other.Start, other.Count)) is not 0 and var side)
            {
                return side;
            }
        }

        return 0;
    }

    /// <summary>Shells before their holes.</summary>
    private void Put(TileGeometry geometry)
    {
        _rings.Sort(static (one, other) => (one.Polygon, one.IsHole, one.Start).CompareTo((other.Polygon, other.IsHole, other.Start)));
        geometry.Clear();
        foreach (var ring in _rings)
        {
            geometry.Add(CollectionsMarshal.AsSpan(_points).Slice(ring.Start, ring.Count), ring.Polygon, ring.IsHole);
        }
    }

    /// <summary>A corner on an edge, so far from where it begins.</summary>
    private readonly record struct Cut(int Edge, int Far, GridPoint At) : IComparable<Cut>
    {
        public int CompareTo(Cut other) => (Edge, Far).CompareTo((other.Edge, other.Far));
    }
}
