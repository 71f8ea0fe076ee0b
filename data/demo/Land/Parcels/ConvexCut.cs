using NetTopologySuite.Geometries;

namespace Gis.Demo.Land.Parcels;

/// <summary>Cuts convex rings by straight lines.</summary>
internal static class ConvexCut
{
    /// <summary>The part of an open convex ring where a·x + b·y ≥ c; fewer than three points where nothing is left.</summary>
    public static List<Coordinate> Keep(IReadOnlyList<Coordinate> ring, double a, double b, double c)
    {
        var kept = new List<Coordinate>(ring.Count + 1);
        for (var i = 0; i < ring.Count; i++)
        {
            var (from, to) = (ring[i], ring[(i + 1) % ring.Count]);
            var (before, after) = ((a * from.X) + (b * from.Y) - c, (a * to.X) + (b * to.Y) - c);
            if (before >= 0)
            {
                kept.Add(from);
            }

            if (before >= 0 != after >= 0)
            {
                var share = before / (before - after);
                kept.Add(new Coordinate(from.X + ((to.X - from.X) * share), from.Y + ((to.Y - from.Y) * share)));
            }
        }

        return kept;
    }

    public static double Area(IReadOnlyList<Coordinate> ring)
    {
        var twice = 0.0;
        for (var i = 0; i < ring.Count; i++)
        {
            var (from, to) = (ring[i], ring[(i + 1) % ring.Count]);
            twice += (from.X * to.Y) - (to.X * from.Y);
        }

        return twice / 2;
    }

    public static Coordinate Middle(IReadOnlyList<Coordinate> ring) => new(ring.Average(at => at.X), ring.Average(at => at.Y));

    /// <summary>From where to where the ring reaches along a direction.</summary>
    public static (double Low, double High) Reach(IReadOnlyList<Coordinate> ring, double x, double y) =>
        (ring.Min(at => (at.X * x) + (at.Y * y)), ring.Max(at => (at.X * x) + (at.Y * y)));
}
