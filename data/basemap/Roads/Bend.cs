using Gis.BaseMap.Geo;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Roads;

/// <summary>Bends a straight line gently, always the same way for the same ends, because no road is straight.</summary>
internal static class Bend
{
    private const double StepM = 1500;
    private const double Swing = 0.035;
    private const double LargestSwingM = 2500;
    private const double MetresPerDegree = 111_195;

    public static Coordinate[] Between(Coordinate from, Coordinate to)
    {
        var lengthM = Earth.MetresBetween(from, to);
        var steps = Math.Max(2, (int)(lengthM / StepM));
        var squeeze = Math.Cos(double.DegreesToRadians((from.Y + to.Y) / 2));
        var (eastM, northM) = ((to.X - from.X) * squeeze * MetresPerDegree, (to.Y - from.Y) * MetresPerDegree);
        var seed = Seed(from, to);
        var (side, ripples, phase) = (seed % 2 == 0 ? 1 : -1, 2 + (seed / 2 % 3), seed / 6 % 628 / 100.0);
        var swingM = Math.Min(lengthM * Swing, LargestSwingM);

        var line = new Coordinate[steps + 1];
        for (var i = 1; i < steps; i++)
        {
            var t = (double)i / steps;
            var asideM = swingM * Math.Sin(Math.PI * t) * (side + (0.5 * Math.Sin((2 * Math.PI * ripples * t) + phase)));
            line[i] = new Coordinate(
                from.X + (t * (to.X - from.X)) - (asideM * northM / lengthM / (squeeze * MetresPerDegree)),
                from.Y + (t * (to.Y - from.Y)) + (asideM * eastM / lengthM / MetresPerDegree));
        }

        (line[0], line[steps]) = (from.Copy(), to.Copy());
        return line;
    }

    private static int Seed(Coordinate from, Coordinate to) =>
        Math.Abs((int)Math.Round((from.X + to.X) * 1e4) * 31 % 100_003 + ((int)Math.Round((from.Y + to.Y) * 1e4) * 17 % 100_003));
}
