namespace Gis.Server.Changes.Outlines;

/// <summary>
/// Walks along the edges of the pixels of each component, the component on the right. Where two pixels touch at a corner only, the walk stays with its own pixel, and a ring
/// that comes by the same corner twice is parted there: every ring is plain, one of each component is its shell, the others are holes.
/// </summary>
internal static class RingTracer
{
    private static readonly (int X, int Y)[] Steps = [(1, 0), (0, 1), (-1, 0), (0, -1)];

    // From a corner, looking along a step: the pixel ahead on the right and that on the left.
    private static readonly (int X, int Y)[] AheadRight = [(0, 0), (-1, 0), (-1, -1), (0, -1)];
    private static readonly (int X, int Y)[] AheadLeft = [(0, -1), (0, 0), (-1, 0), (-1, -1)];

    /// <summary>Rings in corners of pixels, closed, only where they turn; shells have a positive area with rows counted down.</summary>
    public static IEnumerable<(int Label, IReadOnlyList<(int X, int Y)> Ring)> Trace(int[] labels, int width, int height, CancellationToken cancellationToken)
    {
        var walked = new System.Collections.BitArray(labels.Length);
        for (var y = 0; y < height; y++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var x = 0; x < width; x++)
            {
                var at = (y * width) + x;
                var label = labels[at];
                if (label == 0 || walked[at] || (y > 0 && labels[at - width] == label))
                {
                    continue;
                }

                foreach (var ring in Plain(Walk(labels, width, height, x, y, walked)))
                {
                    yield return (label, ring);
                }
            }
        }
    }

    /// <summary>Twice the area, positive for shells.</summary>
    public static long TwiceArea(IReadOnlyList<(int X, int Y)> ring)
    {
        long sum = 0;
        for (var i = 1; i < ring.Count; i++)
        {
            sum += ((long)ring[i - 1].X * ring[i].Y) - ((long)ring[i].X * ring[i - 1].Y);
        }

        return sum;
    }

    private static List<(int X, int Y)> Walk(int[] labels, int width, int height, int startX, int startY, System.Collections.BitArray walked)
    {
        var label = labels[(startY * width) + startX];
        bool Inside((int X, int Y) pixel) => (uint)pixel.X < (uint)width && (uint)pixel.Y < (uint)height && labels[(pixel.Y * width) + pixel.X] == label;
        var corners = new List<(int X, int Y)>();
        var (x, y, way) = (startX, startY, 0);
        do
        {
            if (way == 0)
            {
                walked[(y * width) + x] = true;
            }

            (x, y) = (x + Steps[way].X, y + Steps[way].Y);
            var turn = !Inside((x + AheadRight[way].X, y + AheadRight[way].Y)) ? 1 : Inside((x + AheadLeft[way].X, y + AheadLeft[way].Y)) ? 3 : 0;
            if (turn != 0)
            {
                corners.Add((x, y));
                way = (way + turn) % 4;
            }
        }
        while (x != startX || y != startY || way != 0);

        return corners;
    }

    /// <summary>Parts a ring at each corner that it comes by again, and closes the parts.</summary>
    private static IEnumerable<IReadOnlyList<(int X, int Y)>> Plain(List<(int X, int Y)> corners)
    {
        var open = new List<(int X, int Y)>();
        var places = new Dictionary<(int X, int Y), int>();
        foreach (var corner in corners)
        {
            if (places.TryGetValue(corner, out var first))
            {
                var loop = open.GetRange(first, open.Count - first);
                foreach (var gone in loop.Skip(1))
                {
                    places.Remove(gone);
                }

                open.RemoveRange(first + 1, open.Count - first - 1);
                loop.Add(loop[0]);
                yield return loop;
            }
            else
            {
                places[corner] = open.Count;
                open.Add(corner);
            }
        }

        open.Add(open[0]);
        yield return open;
    }
}
