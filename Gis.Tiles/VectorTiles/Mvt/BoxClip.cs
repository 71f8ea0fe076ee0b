using System.Runtime.InteropServices;

namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>Cuts rings and segments at the buffered edge of a tile. The same edge gives the same cut from whichever side it is walked.</summary>
internal static class BoxClip
{
    private const int West = 1;
    private const int East = 2;
    private const int North = 4;
    private const int South = 8;

    /// <summary>
    /// The part of a ring inside, by Sutherland and Hodgman; the result stands in <paramref name="ring"/>. A ring that leaves twice comes back as one with
    /// bridges along the edge, which <see cref="PolygonCheck"/> finds.
    /// </summary>
    public static void Ring(ref List<GridPoint> ring, ref List<GridPoint> spare)
    {
        for (var side = West; side <= South; side <<= 1)
        {
            spare.Clear();
            var points = CollectionsMarshal.AsSpan(ring);
            if (points.IsEmpty)
            {
                return;
            }

            var before = points[^1];
            foreach (var point in points)
            {
                var isIn = (CodeOf(point) & side) == 0;
                if (isIn != ((CodeOf(before) & side) == 0))
                {
                    spare.Add(At(side, before, point));
                }

                if (isIn)
                {
                    spare.Add(point);
                }

                before = point;
            }

            (ring, spare) = (spare, ring);
        }
    }

    /// <summary>The part of a segment inside; false where there is none. By Cohen and Sutherland.</summary>
    public static bool Segment(ref GridPoint a, ref GridPoint b)
    {
        while (true)
        {
            var codeA = CodeOf(a);
            var codeB = CodeOf(b);
            if ((codeA | codeB) == 0)
            {
                return true;
            }

            if ((codeA & codeB) != 0)
            {
                return false;
            }

            var outside = codeA != 0 ? codeA : codeB;
            var cut = At(outside & -outside, a, b);
            if (codeA != 0)
            {
                a = cut;
            }
            else
            {
                b = cut;
            }
        }
    }

    private static int CodeOf(GridPoint point) =>
        (point.X < TileGrid.Min ? West : point.X > TileGrid.Max ? East : 0) | (point.Y < TileGrid.Min ? North : point.Y > TileGrid.Max ? South : 0);

    private static GridPoint At(int side, GridPoint a, GridPoint b)
    {
        if (a.X > b.X || (a.X == b.X && a.Y > b.Y))
        {
            (a, b) = (b, a);
        }

        var edge = side is West or North ? TileGrid.Min : TileGrid.Max;
        return side is West or East
            ? new GridPoint(edge, Between(a.X, a.Y, b.X, b.Y, edge))
            : new GridPoint(Between(a.Y, a.X, b.Y, b.X, edge), edge);
    }

    private static int Between(double from, double fromValue, double to, double toValue, double at) =>
        (int)Math.Round(fromValue + ((toValue - fromValue) * ((at - from) / (to - from))));
}
