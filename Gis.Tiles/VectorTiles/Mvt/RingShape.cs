namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>What a ring of grid points, not closed, is like.</summary>
internal static class RingShape
{
    /// <summary>Positive where it goes clockwise on the screen.</summary>
    public static long TwiceTheArea(ReadOnlySpan<GridPoint> ring)
    {
        var twice = 0L;
        for (var n = 2; n < ring.Length; n++)
        {
            twice += GridPoint.Cross(ring[0], ring[n - 1], ring[n]);
        }

        return twice;
    }

    /// <summary>Whether it goes around a point that does not lie on it.</summary>
    public static bool Holds(ReadOnlySpan<GridPoint> ring, GridPoint point)
    {
        var holds = false;
        var before = ring[^1];
        foreach (var corner in ring)
        {
            if (corner.Y > point.Y != before.Y > point.Y)
            {
                var turn = GridPoint.Cross(before, corner, point);
                holds ^= corner.Y > before.Y ? turn > 0 : turn < 0;
            }

            before = corner;
        }

        return holds;
    }

    /// <summary>out: 1 within the ring, 0 on it, -1 outside</summary>
    public static int SideOf(GridPoint point, ReadOnlySpan<GridPoint> ring)
    {
        var before = ring[^1];
        foreach (var corner in ring)
        {
            if (point == corner || IsBetween(before, corner, point))
            {
                return 0;
            }

            before = corner;
        }

        return Holds(ring, point) ? 1 : -1;
    }

    /// <summary>The point lies on the straight from one to the other, at neither end.</summary>
    public static bool IsBetween(GridPoint from, GridPoint to, GridPoint point) =>
        point != from && point != to && GridPoint.Cross(from, to, point) == 0
        && point.X >= Math.Min(from.X, to.X) && point.X <= Math.Max(from.X, to.X) && point.Y >= Math.Min(from.Y, to.Y) && point.Y <= Math.Max(from.Y, to.Y);
}
