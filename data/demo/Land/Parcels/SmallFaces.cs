using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace Gis.Demo.Land.Parcels;

/// <summary>Gives faces of a coverage that are too small to the neighbour with which they share the most border.</summary>
internal static class SmallFaces
{
    public static IReadOnlyList<Polygon> Merge(IReadOnlyList<Polygon> faces, Func<Polygon, bool> isTooSmall)
    {
        var all = faces.ToList();
        var edges = new Dictionary<(double, double, double, double), List<int>>();
        for (var i = 0; i < all.Count; i++)
        {
            foreach (var edge in EdgesOf(all[i]))
            {
                (edges.TryGetValue(edge.Key, out var beside) ? beside : edges[edge.Key] = []).Add(i);
            }
        }

        // Where a face has gone.
        var home = Enumerable.Range(0, all.Count).ToArray();
        foreach (var i in Enumerable.Range(0, all.Count).Where(i => isTooSmall(all[i])).OrderBy(i => all[i].Area).ToList())
        {
            if (home[i] != i)
            {
                continue;
            }

            var shared = new SortedDictionary<int, double>();
            foreach (var edge in EdgesOf(all[i]))
            {
                foreach (var other in edges.GetValueOrDefault(edge.Key, []).Select(Home).Where(other => other != i))
                {
                    shared[other] = shared.GetValueOrDefault(other) + edge.Length;
                }
            }

            if (shared.Count > 0)
            {
                var to = shared.MaxBy(one => one.Value).Key;
                if (CoverageUnion.Union(all[to].Factory.CreateGeometryCollection([all[to], all[i]])) is Polygon one)
                {
                    all[to] = one;
                    home[i] = to;
                }
            }
        }

        return [.. all.Where((_, i) => home[i] == i)];

        int Home(int i)
        {
            while (home[i] != i)
            {
                i = home[i];
            }

            return i;
        }
    }

    private static IEnumerable<((double, double, double, double) Key, double Length)> EdgesOf(Polygon face)
    {
        foreach (var ring in face.InteriorRings.Prepend(face.ExteriorRing))
        {
            var at = ring.Coordinates;
            for (var i = 1; i < at.Length; i++)
            {
                var (a, b) = at[i - 1].CompareTo(at[i]) < 0 ? (at[i - 1], at[i]) : (at[i], at[i - 1]);
                yield return ((a.X, a.Y, b.X, b.Y), a.Distance(b));
            }
        }
    }
}
