using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Noding;

namespace Gis.Tiles.Import;

/// <summary>Counts how often the outlines of a shape cross, and stops when it is too often: a repair takes as long, and as much memory, as there are crossings.</summary>
internal sealed class CrossingCounter : ISegmentIntersector
{
    public const int Most = 20_000;

    private const int MostCompared = 5_000_000;

    private int _crossings;
    private int _compared;

    public bool IsDone => _crossings > Most || _compared > MostCompared;

    public static bool IsTooMuch(Geometry shape)
    {
        var counter = new CrossingCounter();
        var lines = LinearComponentExtracter.GetLines(shape).Select(line => (ISegmentString)new BasicSegmentString(line.Coordinates, null)).ToList();
        new MCIndexNoder(counter).ComputeNodes(lines);
        return counter.IsDone;
    }

    public void ProcessIntersections(ISegmentString e0, int segIndex0, ISegmentString e1, int segIndex1)
    {
        if (ReferenceEquals(e0, e1) && Math.Abs(segIndex0 - segIndex1) <= 1)
        {
            return;
        }

        _compared++;
        var (a, b, c, d) = (e0.Coordinates[segIndex0], e0.Coordinates[segIndex0 + 1], e1.Coordinates[segIndex1], e1.Coordinates[segIndex1 + 1]);
        if (Side(a, b, c) * Side(a, b, d) < 0 && Side(c, d, a) * Side(c, d, b) < 0)
        {
            _crossings++;
        }
    }

    private static double Side(Coordinate from, Coordinate to, Coordinate at) => ((to.X - from.X) * (at.Y - from.Y)) - ((to.Y - from.Y) * (at.X - from.X));
}
