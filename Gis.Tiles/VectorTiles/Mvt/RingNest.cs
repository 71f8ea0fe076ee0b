using System.Runtime.InteropServices;

namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>Finds out which rings are shells and which are holes, and whose, of those that neither cross nor run along each other: area by area, then the whole.</summary>
internal sealed class RingNest
{
    /// <summary>Each is held against each.</summary>
    public const int MostRings = 64;

    private const int NoPolygon = -1;

    private readonly List<GridPoint> _points = [];
    private readonly List<TilePart> _rings = [];
    private int _polygon;
    private int _begin;

    public void Clear()
    {
        _points.Clear();
        _rings.Clear();
        (_polygon, _begin) = (0, 0);
    }

    /// <summary>Lets go of room that one large geometry took.</summary>
    public void Trim(int keptPoints)
    {
        Clear();
        _points.Capacity = Math.Min(_points.Capacity, keptPoints);
    }

    /// <summary>A ring around the area that is walked along, which lies to its right as one sees it on the screen. Its points may be changed.</summary>
    public void Add(Span<GridPoint> ring)
    {
        var isHole = RingShape.TwiceTheArea(ring) < 0;
        var count = RingCleaner.Ring(ring);
        if (count > 0)
        {
            _rings.Add(new TilePart(_points.Count, count, _polygon, isHole));
            _points.AddRange(ring[..count]);
        }
    }

    /// <summary>A walk around an area gives one shell, and holes that touch it; one around holes within it, holes alone.</summary>
    public bool TryEndArea()
    {
        var rings = CollectionsMarshal.AsSpan(_rings)[_begin..];
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

        _polygon++;
        _begin = _rings.Count;
        return shells <= 1;
    }

    /// <summary>Shells before their holes; false, and nothing done, where they do not lie as shells and holes do.</summary>
    public bool TryPut(TileGeometry geometry)
    {
        if (_rings.Count > MostRings || !LieBesides() || !TryPlaceHoles())
        {
            return false;
        }

        _rings.Sort(static (one, other) => (one.Polygon, one.IsHole, one.Start).CompareTo((other.Polygon, other.IsHole, other.Start)));
        geometry.Clear();
        foreach (var ring in _rings)
        {
            geometry.Add(PointsOf(ring), ring.Polygon, ring.IsHole);
        }

        return true;
    }

    /// <summary>No shell lies in another.</summary>
    private bool LieBesides()
    {
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
            if (rings[hole].Polygon == NoPolygon && !TryPlace(rings, hole))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryPlace(Span<TilePart> rings, int hole)
    {
        var polygon = NoPolygon;
        for (var other = 0; other < rings.Length; other++)
        {
            if (other == hole || SideOf(rings[hole], rings[other]) <= 0)
            {
                continue;
            }

            if (rings[other].IsHole)
            {
                return false;
            }

            polygon = rings[other].Polygon;
        }

        rings[hole] = rings[hole] with { Polygon = polygon };
        return polygon != NoPolygon;
    }

    /// <summary>On which side of the other ring one lies that does not cross it, as <see cref="RingShape.SideOf"/> tells it; 0 where all its corners lie on it.</summary>
    private int SideOf(TilePart one, TilePart other)
    {
        foreach (var point in PointsOf(one))
        {
            if (RingShape.SideOf(point, PointsOf(other)) is not 0 and var side)
            {
                return side;
            }
        }

        return 0;
    }

    private ReadOnlySpan<GridPoint> PointsOf(TilePart ring) => CollectionsMarshal.AsSpan(_points).Slice(ring.Start, ring.Count);
}
