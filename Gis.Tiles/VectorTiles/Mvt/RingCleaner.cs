namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>Takes out of rings and lines the points that draw nothing: repeated ones, those on a straight, spikes.</summary>
internal static class RingCleaner
{
    /// <summary>out: how many points at the head of <paramref name="ring"/> are left, without the closing one; 0 where it encloses nothing</summary>
    public static int Ring(Span<GridPoint> ring)
    {
        var end = 0;
        foreach (var point in ring)
        {
            while (end > 1 && GridPoint.Cross(ring[end - 2], ring[end - 1], point) == 0)
            {
                end--;
            }

            if (end == 0 || ring[end - 1] != point)
            {
                ring[end++] = point;
            }
        }

        var start = 0;
        while (end - start > 2)
        {
            if (GridPoint.Cross(ring[end - 2], ring[end - 1], ring[start]) == 0)
            {
                end--;
            }
            else if (GridPoint.Cross(ring[end - 1], ring[start], ring[start + 1]) == 0)
            {
                start++;
            }
            else
            {
                ring[start..end].CopyTo(ring);
                return end - start;
            }
        }

        return 0;
    }

    /// <summary>A line may turn back on itself; only what lies straight on the way is let go. out: how many points at the head are left</summary>
    public static int Line(Span<GridPoint> line)
    {
        var end = 0;
        foreach (var point in line)
        {
            if (end > 0 && line[end - 1] == point)
            {
                continue;
            }

            if (end > 1 && IsStraightOn(line[end - 2], line[end - 1], point))
            {
                end--;
            }

            line[end++] = point;
        }

        return end > 1 ? end : 0;
    }

    private static bool IsStraightOn(GridPoint a, GridPoint b, GridPoint c) =>
        GridPoint.Cross(a, b, c) == 0 && ((b.X - a.X) * (c.X - b.X)) + ((b.Y - a.Y) * (c.Y - b.Y)) > 0;
}
