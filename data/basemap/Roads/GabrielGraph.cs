using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Roads;

/// <summary>
/// Joins two points when no third lies in the circle over them: what road networks between towns look like. It contains the minimum spanning tree.
/// </summary>
internal static class GabrielGraph
{
    public static IEnumerable<(int A, int B)> Edges(IReadOnlyList<Coordinate> points)
    {
        for (var a = 0; a < points.Count; a++)
        {
            for (var b = a + 1; b < points.Count; b++)
            {
                if (IsFree(points, a, b))
                {
                    yield return (a, b);
                }
            }
        }
    }

    private static bool IsFree(IReadOnlyList<Coordinate> points, int a, int b)
    {
        for (var c = 0; c < points.Count; c++)
        {
            // The angle at c is obtuse exactly when c lies inside the circle over a and b.
            if (c != a && c != b && Dot(points[c], points[a], points[b]) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static double Dot(Coordinate at, Coordinate a, Coordinate b) => ((a.X - at.X) * (b.X - at.X)) + ((a.Y - at.Y) * (b.Y - at.Y));
}
