using NetTopologySuite.Geometries;

namespace Gis.Server.Changes.Outlines;

/// <summary>
/// Makes a slope of a stair: a corner at a step of one pixel is cut off half a pixel before and behind it. Corners of what is square on the ground stay. As many are cut
/// outside as inside, so the area stays, and every pixel's centre keeps its side.
/// </summary>
internal static class StairCut
{
    private const double Half = 0.5;

    /// <param name="ring">Closed, in corners of pixels, only where it turns.</param>
    public static LinearRing Cut(IReadOnlyList<(int X, int Y)> ring, GeometryFactory factory)
    {
        var n = ring.Count - 1;
        var points = new List<Coordinate>(n + 1);
        for (var i = 0; i < n; i++)
        {
            var (before, here, next) = (ring[(i + n - 1) % n], ring[i], ring[(i + 1) % n]);
            if (IsStep(ring, (i + n - 1) % n) || IsStep(ring, i))
            {
                Add(points, Toward(here, before));
                Add(points, Toward(here, next));
            }
            else
            {
                Add(points, new Coordinate(here.X, here.Y));
            }
        }

        if (!points[0].Equals2D(points[^1]))
        {
            points.Add(points[0].Copy());
        }

        return factory.CreateLinearRing([.. points]);
    }

    /// <summary>The edge from this corner to the next is one pixel long and turns one way at its beginning and the other at its end.</summary>
    private static bool IsStep(IReadOnlyList<(int X, int Y)> ring, int i)
    {
        var n = ring.Count - 1;
        var (a, b, c, d) = (ring[(i + n - 1) % n], ring[i], ring[(i + 1) % n], ring[(i + 2) % n]);
        return Math.Abs(c.X - b.X) + Math.Abs(c.Y - b.Y) == 1 && Turn(a, b, c) != Turn(b, c, d);
    }

    private static int Turn((int X, int Y) a, (int X, int Y) b, (int X, int Y) c) => Math.Sign(((long)(b.X - a.X) * (c.Y - b.Y)) - ((long)(b.Y - a.Y) * (c.X - b.X)));

    private static Coordinate Toward((int X, int Y) from, (int X, int Y) to) =>
        new(from.X + (Half * Math.Sign(to.X - from.X)), from.Y + (Half * Math.Sign(to.Y - from.Y)));

    private static void Add(List<Coordinate> points, Coordinate point)
    {
        if (points.Count == 0 || !points[^1].Equals2D(point))
        {
            points.Add(point);
        }
    }
}
