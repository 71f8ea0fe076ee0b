using NetTopologySuite.Geometries;

namespace Gis.Server.Tests.Land;

/// <summary>Valid polygons anywhere in Hebei, of any size and shape that land has: star-shaped with holes, strips, county outlines; seeded.</summary>
internal sealed class RandomLand(int seed)
{
    private const double MetresPerDegree = 111_320;
    private readonly Random _random = new(seed);

    public double Between(double low, double high) => low + ((high - low) * _random.NextDouble());

    public int Whole(int low, int high) => _random.Next(low, high + 1);

    public Coordinate Place() => new(Between(113.5, 119.8), Between(36.1, 42.6));

    /// <summary>A ring around a middle whose corners go round it once, so that it never crosses itself; with a hole that keeps clear of it.</summary>
    public Polygon Star(Coordinate middle, double radiusM, int corners, bool withHole = false)
    {
        var radii = Enumerable.Range(0, corners).Select(_ => radiusM * Between(0.5, 1)).ToArray();
        var shell = Ring(middle, radii);
        return withHole
            ? new Polygon(shell, [Ring(middle, [.. Enumerable.Range(0, 8).Select(_ => radiusM * Between(0.05, 0.15))])])
            : new Polygon(shell);
    }

    /// <summary>A strip of a given width in any direction.</summary>
    public Polygon Strip(Coordinate from, double lengthM, double widthM)
    {
        var turn = Between(0, 2 * double.Pi);
        Coordinate At(double along, double aside) => Moved(from, (along * Math.Cos(turn)) - (aside * Math.Sin(turn)), (along * Math.Sin(turn)) + (aside * Math.Cos(turn)));
        return new Polygon(new LinearRing([At(0, 0), At(lengthM, 0), At(lengthM, widthM), At(0, widthM), At(0, 0)]));
    }

    /// <summary>A rectangle; metres from its south-western corner.</summary>
    public static Polygon Box(Coordinate corner, double widthM, double heightM) => new(new LinearRing(
        [corner, Moved(corner, widthM, 0), Moved(corner, widthM, heightM), Moved(corner, 0, heightM), corner]));

    public static Coordinate Moved(Coordinate from, double eastM, double northM) =>
        new(from.X + (eastM / (MetresPerDegree * Math.Cos(from.Y * double.Pi / 180))), from.Y + (northM / MetresPerDegree));

    private static LinearRing Ring(Coordinate middle, double[] radiiM)
    {
        var corners = radiiM
            .Select((radius, i) => (Radius: radius, Turn: 2 * double.Pi * i / radiiM.Length))
            .Select(corner => Moved(middle, corner.Radius * Math.Cos(corner.Turn), corner.Radius * Math.Sin(corner.Turn)))
            .ToList();
        return new LinearRing([.. corners, corners[0]]);
    }
}
