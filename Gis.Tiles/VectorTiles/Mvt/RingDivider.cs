using System.Runtime.InteropServices;

namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>
/// Takes a ring apart where it touches itself or runs back along itself, as clipping and snapping leave many: on the grid, without rounding, and a hundred
/// times as fast as <see cref="PolygonRepair"/>, to which it leaves what crosses itself or winds around something twice.
/// </summary>
internal sealed class RingDivider
{
    private readonly List<Cut> _cuts = [];
    private readonly List<Step> _steps = [];
    private readonly List<Step> _arrivals = [];
    private readonly List<bool> _isWalked = [];
    private readonly List<GridPoint> _way = [];
    private readonly List<GridPoint> _points = [];
    private readonly List<TilePart> _rings = [];

    /// <summary>False, and nothing done, where it is no matter of touching.</summary>
    /// <param name="geometry">one ring; valid polygons afterwards, none where nothing encloses an area</param>
    /// <param name="meetings">places of all edges in the ring that meet without being neighbours</param>
    public bool TryDivide(TileGeometry geometry, ReadOnlySpan<(int One, int Other)> meetings)
    {
        if (geometry.Parts.Length != 1)
        {
            return false;
        }

        var ring = geometry.PointsOf(geometry.Parts[0]);
        if (!TryCut(ring, meetings))
        {
            return false;
        }

        TakeSteps(ring);
        if (!TryCancel() || !TryWalk() || !LieBesides())
        {
            return false;
        }

        var points = CollectionsMarshal.AsSpan(_points);
        geometry.Clear();
        foreach (var part in _rings)
        {
            geometry.Add(points.Slice(part.Start, part.Count), part.Polygon, part.IsHole);
        }

        return true;
    }

    /// <summary>Lets go of room that one large geometry took.</summary>
    public void Trim(int keptPoints)
    {
        foreach (var list in (List<Step>[])[_steps, _arrivals])
        {
            list.Clear();
            list.Capacity = Math.Min(list.Capacity, keptPoints);
        }

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

    /// <summary>Turning counter-clockwise on the screen from the ray to <paramref name="start"/>, the one to <paramref name="one"/> comes before that to <paramref name="other"/>.</summary>
    private static bool ComesFirst(GridPoint centre, GridPoint start, GridPoint one, GridPoint other)
    {
        var (half, otherHalf) = (HalfOf(one), HalfOf(other));
        return half != otherHalf ? half < otherHalf : GridPoint.Cross(centre, one, other) < 0;

        int HalfOf(GridPoint point) => Math.Sign(GridPoint.Cross(centre, start, point));
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

    /// <summary>Where a corner lies on another edge. False where edges cross between grid points.</summary>
    private bool TryCut(ReadOnlySpan<GridPoint> ring, ReadOnlySpan<(int One, int Other)> meetings)
    {
        _cuts.Clear();
        foreach (var (one, other) in meetings)
        {
            var (a, b, c, d) = (ring[one], ring[(one + 1) % ring.Length], ring[other], ring[(other + 1) % ring.Length]);
            if (GridPoint.Cross(a, b, c) != 0 && GridPoint.Cross(a, b, d) != 0 && GridPoint.Cross(c, d, a) != 0 && GridPoint.Cross(c, d, b) != 0)
            {
                return false;
            }

            CutAt(one, a, b, c);
            CutAt(one, a, b, d);
            CutAt(other, c, d, a);
            CutAt(other, c, d, b);
        }

        _cuts.Sort();
        return true;

        void CutAt(int edge, GridPoint from, GridPoint to, GridPoint point)
        {
            if (IsOn(point, from, to))
            {
                _cuts.Add(new Cut(edge, Math.Abs(point.X - from.X) + Math.Abs(point.Y - from.Y), point));
            }
        }
    }

    /// <summary>The ring as steps from one meeting to the next; what it encloses lies to the right of each, as one sees it on the screen.</summary>
    private void TakeSteps(ReadOnlySpan<GridPoint> ring)
    {
        _steps.Clear();
        var isTurned = TwiceTheArea(ring) < 0;
        var cut = 0;
        for (var n = 0; n < ring.Length; n++)
        {
            var from = ring[n];
            for (; cut < _cuts.Count && _cuts[cut].Edge == n; cut++)
            {
                from = Add(from, _cuts[cut].At);
            }

            Add(from, ring[(n + 1) % ring.Length]);
        }

        GridPoint Add(GridPoint from, GridPoint to)
        {
            if (from != to)
            {
                _steps.Add(isTurned ? new Step(to, from) : new Step(from, to));
            }

            return to;
        }
    }

    /// <summary>What is gone there and back encloses nothing. False where a way is gone twice in one direction.</summary>
    private bool TryCancel()
    {
        var steps = CollectionsMarshal.AsSpan(_steps);
        steps.Sort(static (one, other) => one.Both.CompareTo(other.Both));
        var kept = 0;
        for (var at = 0; at < steps.Length;)
        {
            var step = steps[at];
            var there = 0;
            for (; at < steps.Length && steps[at].Both == step.Both; at++)
            {
                there += steps[at] == step ? 1 : -1;
            }

            if (Math.Abs(there) > 1)
            {
                return false;
            }

            if (there != 0)
            {
                steps[kept++] = there > 0 ? step : new Step(step.To, step.From);
            }
        }

        _steps.RemoveRange(kept, _steps.Count - kept);
        return true;
    }

    /// <summary>Around each area that is enclosed. False where the way goes on to the wrong side: there it crosses itself.</summary>
    private bool TryWalk()
    {
        _steps.Sort(static (one, other) => one.From.Key.CompareTo(other.From.Key));
        _arrivals.Clear();
        _arrivals.AddRange(_steps);
        _arrivals.Sort(static (one, other) => one.To.Key.CompareTo(other.To.Key));
        _isWalked.Clear();
        CollectionsMarshal.SetCount(_isWalked, _steps.Count);
        CollectionsMarshal.AsSpan(_isWalked).Clear();
        _points.Clear();
        _rings.Clear();
        var polygon = 0;
        for (var first = 0; first < _steps.Count; first++)
        {
            if (!_isWalked[first] && !TryWalkFrom(first, polygon++))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryWalkFrom(int first, int polygon)
    {
        _way.Clear();
        var ringsBefore = _rings.Count;
        var step = first;
        do
        {
            if (step < 0 || _isWalked[step])
            {
                return false;
            }

            _isWalked[step] = true;
            var from = _steps[step].From;
            if (OutOf(from).Count > 1 && _way.LastIndexOf(from) is >= 0 and var met)
            {
                TakeRing(met, polygon);
            }

            _way.Add(from);
            step = NextOf(_steps[step]);
        }
        while (step != first);

        TakeRing(0, polygon);
        return TryPutShellFirst(ringsBefore);
    }

    /// <summary>out: the step that goes on along the same area, negative where there is none</summary>
    private int NextOf(Step step)
    {
        var (start, count) = OutOf(step.To);
        if (count == 1)
        {
            return start;
        }

        var next = -1;
        for (var n = start; n < start + count; n++)
        {
            if (next < 0 || ComesFirst(step.To, step.From, _steps[n].To, _steps[next].To))
            {
                next = n;
            }
        }

        for (var n = FirstOf(_arrivals, step.To.Key, static arrival => arrival.To.Key); n < _arrivals.Count && _arrivals[n].To == step.To; n++)
        {
            if (_arrivals[n] != step && ComesFirst(step.To, step.From, _arrivals[n].From, _steps[next].To))
            {
                return -1;
            }
        }

        return next;
    }

    private (int Start, int Count) OutOf(GridPoint point)
    {
        var start = FirstOf(_steps, point.Key, static step => step.From.Key);
        var end = start;
        while (end < _steps.Count && _steps[end].From == point)
        {
            end++;
        }

        return (start, end - start);
    }

    private static int FirstOf(List<Step> steps, ulong key, Func<Step, ulong> keyOf)
    {
        var (low, high) = (0, steps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (keyOf(steps[middle]) < key)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
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

    private bool TryPutShellFirst(int begin)
    {
        var rings = CollectionsMarshal.AsSpan(_rings)[begin..];
        var shells = 0;
        for (var n = 0; n < rings.Length; n++)
        {
            if (!rings[n].IsHole)
            {
                (rings[0], rings[n]) = (rings[n], rings[0]);
                shells++;
            }
        }

        return shells == 1;
    }

    /// <summary>No shell lies in another.</summary>
    private bool LieBesides()
    {
        foreach (var one in _rings)
        {
            foreach (var other in _rings)
            {
                if (!one.IsHole && !other.IsHole && one.Polygon != other.Polygon && !LiesBesides(one, other))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool LiesBesides(TilePart one, TilePart other)
    {
        var points = CollectionsMarshal.AsSpan(_points);
        foreach (var point in points.Slice(one.Start, one.Count))
        {
            if (SideOf(point, points.Slice(other.Start, other.Count)) is not 0 and var side)
            {
                return side < 0;
            }
        }

        return false;
    }

    /// <summary>A corner on an edge, so far from where it begins.</summary>
    private readonly record struct Cut(int Edge, int Far, GridPoint At) : IComparable<Cut>
    {
        public int CompareTo(Cut other) => (Edge, Far).CompareTo((other.Edge, other.Far));
    }

    private readonly record struct Step(GridPoint From, GridPoint To)
    {
        /// <summary>The same there and back.</summary>
        public (ulong Lower, ulong Upper) Both { get; } = From.Key < To.Key ? (From.Key, To.Key) : (To.Key, From.Key);
    }
}
