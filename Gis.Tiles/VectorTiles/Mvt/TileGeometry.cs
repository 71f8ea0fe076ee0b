using System.Runtime.InteropServices;

namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>What one feature draws in one tile: parts made of grid points. A polygon's shell comes before its holes.</summary>
internal sealed class TileGeometry
{
    private readonly List<GridPoint> _points = [];
    private readonly List<TilePart> _parts = [];

    public ReadOnlySpan<TilePart> Parts => CollectionsMarshal.AsSpan(_parts);

    public int PointCount { get; private set; }

    public bool IsEmpty => _parts.Count == 0;

    public Span<GridPoint> PointsOf(TilePart part) => CollectionsMarshal.AsSpan(_points).Slice(part.Start, part.Count);

    public void Clear()
    {
        PointCount = 0;
        _points.Clear();
        _parts.Clear();
    }

    public void Add(ReadOnlySpan<GridPoint> points, int polygon, bool isHole)
    {
        _parts.Add(new TilePart(_points.Count, points.Length, polygon, isHole));
        _points.AddRange(points);
        PointCount += points.Length;
    }

    /// <summary>Draws rings on a grid <paramref name="step"/> times as wide; what encloses nothing there is gone.</summary>
    public void Coarsen(int step)
    {
        var kept = 0;
        var goneShell = -1;
        PointCount = 0;
        for (var index = 0; index < _parts.Count; index++)
        {
            var part = _parts[index];
            var points = PointsOf(part);
            foreach (ref var point in points)
            {
                point = new GridPoint((int)Math.Round((double)point.X / step) * step, (int)Math.Round((double)point.Y / step) * step);
            }

            var count = part.IsHole && part.Polygon == goneShell ? 0 : RingCleaner.Ring(points);
            if (count > 0)
            {
                _parts[kept++] = part with { Count = count };
                PointCount += count;
            }
            else if (!part.IsHole)
            {
                goneShell = part.Polygon;
            }
        }

        _parts.RemoveRange(kept, _parts.Count - kept);
    }

    /// <summary>Lets go of room that one large geometry took.</summary>
    public void Trim(int keptPoints)
    {
        Clear();
        if (_points.Capacity > keptPoints)
        {
            _points.Capacity = 0;
            _parts.Capacity = 0;
        }
    }
}
