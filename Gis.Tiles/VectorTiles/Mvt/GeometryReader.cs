using System.Runtime.InteropServices;

namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>Reads a geometry from WKB onto a tile's grid: snapped, clipped, cleaned. Of a collection, the parts of the highest dimension are drawn.</summary>
internal sealed class GeometryReader
{
    private const int DeepestCollection = 8;

    private List<GridPoint> _line = [];
    private List<GridPoint> _spare = [];
    private TileGrid _grid;
    private GridBox _box;
    private int _polygons;

    public TileGeometry Geometry { get; } = new();

    /// <summary>1 point, 2 line, 3 polygon, as the tile format counts.</summary>
    public int Kind { get; private set; }

    /// <summary>Area or length of the whole geometry in grid units, the part outside the tile included: the same in every tile of a zoom.</summary>
    public double Size { get; private set; }

    /// <summary>Neighbouring tiles draw it too.</summary>
    public bool IsShared => !_box.IsWithin(TileGrid.Buffer + 1, TileGrid.Extent - TileGrid.Buffer - 1);

    /// <summary>False where the bytes are no geometry that a tile can show; an empty <see cref="Geometry"/> where nothing of it lies in the tile.</summary>
    public bool TryRead(ReadOnlySpan<byte> wkb, TileGrid grid)
    {
        _grid = grid;
        _box = new GridBox();
        _polygons = 0;
        Size = 0;
        Geometry.Clear();
        Kind = HighestDimension(wkb);
        var cursor = new WkbCursor(wkb);
        return Kind > 0 && TryReadAny(ref cursor, depth: 0);
    }

    /// <summary>Lets go of room that one large geometry took.</summary>
    public void Trim(int keptPoints)
    {
        Geometry.Trim(keptPoints);
        foreach (var list in (List<GridPoint>[])[_line, _spare])
        {
            list.Clear();
            list.Capacity = Math.Min(list.Capacity, keptPoints);
        }
    }

    private static int HighestDimension(ReadOnlySpan<byte> wkb)
    {
        var cursor = new WkbCursor(wkb);
        return cursor.TryReadHead(out var kind) ? kind switch { <= 3 => (int)kind, <= 6 => (int)kind - 3, 7 => OfCollection(ref cursor, 0), _ => 0 } : 0;
    }

    /// <summary>0 where a member cannot be walked over.</summary>
    private static int OfCollection(ref WkbCursor cursor, int depth)
    {
        if (depth > DeepestCollection || !cursor.TryReadPartCount(out var count))
        {
            return 0;
        }

        var highest = 1;
        while (count-- > 0)
        {
            if (!cursor.TryReadHead(out var kind))
            {
                return 0;
            }

            var dimension = kind == 7 ? OfCollection(ref cursor, depth + 1) : kind is >= 1 and <= 6 && TryPass(ref cursor, kind) ? (int)((kind - 1) % 3) + 1 : 0;
            if (dimension == 0)
            {
                return 0;
            }

            highest = Math.Max(highest, dimension);
        }

        return highest;
    }

    private static bool TryPass(ref WkbCursor cursor, uint kind)
    {
        if (kind == 1)
        {
            return TryPassPoints(ref cursor, cursor.HasPoint() ? 1 : -1);
        }

        if (kind == 2)
        {
            return cursor.TryReadPointCount(out var points) && TryPassPoints(ref cursor, points);
        }

        if (!cursor.TryReadPartCount(out var parts))
        {
            return false;
        }

        while (parts-- > 0)
        {
            if (kind == 3
                ? !cursor.TryReadPointCount(out var points) || !TryPassPoints(ref cursor, points)
                : !cursor.TryReadHead(out var member) || member != kind - 3 || !TryPass(ref cursor, member))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryPassPoints(ref WkbCursor cursor, int count)
    {
        for (var n = 0; n < count; n++)
        {
            cursor.ReadPoint();
        }

        return count >= 0;
    }

    private bool TryReadAny(ref WkbCursor cursor, int depth)
    {
        if (depth > DeepestCollection || !cursor.TryReadHead(out var kind))
        {
            return false;
        }

        if (kind <= 3 && kind != Kind)
        {
            return TryPass(ref cursor, kind);
        }

        switch (kind)
        {
            case 1:
                return TryReadPoint(ref cursor);
            case 2:
                return TryReadLine(ref cursor);
            case 3:
                return TryReadPolygon(ref cursor);
            case > 3 and <= 7 when cursor.TryReadPartCount(out var count):
                while (count > 0 && TryReadAny(ref cursor, depth + 1))
                {
                    count--;
                }

                return count == 0;
            default:
                return false;
        }
    }

    private bool TryReadPoint(ref WkbCursor cursor)
    {
        if (!cursor.HasPoint())
        {
            return false;
        }

        var (x, y) = cursor.ReadPoint();
        if (double.IsNaN(x) && double.IsNaN(y))
        {
            // So WKB writes an empty point.
            return true;
        }

        if (!_grid.TrySnap(x, y, out var point))
        {
            return false;
        }

        _box.Add(point);
        if (point.X is >= TileGrid.Min and <= TileGrid.Max && point.Y is >= TileGrid.Min and <= TileGrid.Max)
        {
            Geometry.Add([point], polygon: 0, isHole: false);
        }

        return true;
    }

    private bool TryReadLine(ref WkbCursor cursor)
    {
        if (!TryReadPoints(ref cursor, out _))
        {
            return false;
        }

        var points = CollectionsMarshal.AsSpan(_line);
        _spare.Clear();
        for (var n = 1; n < points.Length; n++)
        {
            var (a, b) = (points[n - 1], points[n]);
            Size += double.Hypot((double)b.X - a.X, (double)b.Y - a.Y);
            if (!BoxClip.Segment(ref a, ref b))
            {
                continue;
            }

            if (_spare.Count == 0 || _spare[^1] != a)
            {
                EndLine();
                _spare.Add(a);
            }

            _spare.Add(b);
        }

        EndLine();
        return true;
    }

    private void EndLine()
    {
        var line = CollectionsMarshal.AsSpan(_spare);
        var count = RingCleaner.Line(line);
        if (count > 0)
        {
            Geometry.Add(line[..count], polygon: 0, isHole: false);
        }

        _spare.Clear();
    }

    private bool TryReadPolygon(ref WkbCursor cursor)
    {
        if (!cursor.TryReadPartCount(out var rings))
        {
            return false;
        }

        var polygon = _polygons++;
        var hasShell = true;
        for (var ring = 0; ring < rings; ring++)
        {
            if (!TryReadPoints(ref cursor, out var box))
            {
                return false;
            }

            var area = Math.Abs(Area());
            Size += ring == 0 ? area : -area;
            var isDrawn = hasShell && TryAddRing(box, polygon, isHole: ring > 0);
            hasShell &= ring > 0 || isDrawn;
        }

        return true;
    }

    private bool TryAddRing(GridBox box, int polygon, bool isHole)
    {
        if (box.IsApartFrom(TileGrid.Min, TileGrid.Max))
        {
            return false;
        }

        if (!box.IsWithin(TileGrid.Min, TileGrid.Max))
        {
            BoxClip.Ring(ref _line, ref _spare);
        }

        var points = CollectionsMarshal.AsSpan(_line);
        var count = RingCleaner.Ring(points);
        if (count > 0)
        {
            Geometry.Add(points[..count], polygon, isHole);
        }

        return count > 0;
    }

    /// <summary>Reads a run of points into <see cref="_line"/>, those that repeat the one before left out.</summary>
    private bool TryReadPoints(ref WkbCursor cursor, out GridBox box)
    {
        box = new GridBox();
        if (!cursor.TryReadPointCount(out var count))
        {
            return false;
        }

        _line.Clear();
        var last = default(GridPoint);
        for (var n = 0; n < count; n++)
        {
            var (x, y) = cursor.ReadPoint();
            if (!_grid.TrySnap(x, y, out var point))
            {
                return false;
            }

            if (n == 0 || point != last)
            {
                _line.Add(point);
                box.Add(point);
                _box.Add(point);
                last = point;
            }
        }

        return true;
    }

    /// <summary>Counted from the first point, so that it is the same wherever the tile lies.</summary>
    private double Area()
    {
        var points = CollectionsMarshal.AsSpan(_line);
        var twice = 0.0;
        for (var n = 2; n < points.Length; n++)
        {
            twice += (((double)points[n - 1].X - points[0].X) * ((double)points[n].Y - points[0].Y))
                - (((double)points[n - 1].Y - points[0].Y) * ((double)points[n].X - points[0].X));
        }

        return twice / 2;
    }
}
