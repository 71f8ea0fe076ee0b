using Gis.BaseMap.Geo;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Rivers;

/// <summary>A line of the network under construction: which nodes it joins, and, once known, whose it is and which way it flows.</summary>
internal sealed class RiverPiece(int a, int b, Coordinate[] line)
{
    public int A { get; private set; } = a;

    public int B { get; private set; } = b;

    public Coordinate[] Line { get; private set; } = line;

    public double LengthM { get; } = Earth.LengthM(line);

    public RiverCourse? Course { get; private set; }

    public bool IsOriented { get; private set; }

    public int Other(int node) => node == A ? B : A;

    public void FlowFrom(int node)
    {
        if (node != A)
        {
            (A, B) = (B, A);
            Line = [.. Line.Reverse()];
        }

        IsOriented = true;
    }

    public void BelongTo(RiverCourse course, int from)
    {
        Course = course;
        FlowFrom(from);
    }
}
