namespace Gis.Server.Dispatch.Roads;

/// <summary>For each node: seconds to the destination and the edge that leads there; infinite and -1 where there is no way.</summary>
internal sealed class RoadLabels
{
    public RoadLabels(int nodeCount)
    {
        Seconds = new double[nodeCount];
        ReachedBy = new int[nodeCount];
        Array.Fill(Seconds, double.PositiveInfinity);
        Array.Fill(ReachedBy, -1);
    }

    public double[] Seconds { get; }

    public int[] ReachedBy { get; }
}
