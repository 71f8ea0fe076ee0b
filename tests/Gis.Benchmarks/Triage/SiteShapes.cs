using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace Gis.Benchmarks.Triage;

/// <summary>Shapes as they are built, and as satellites see them; metres.</summary>
internal static class SiteShapes
{
    private const double DensifyM = 12;

    private static readonly GeometryFactory Factory = new(new PrecisionModel());

    public static Polygon Box(double west, double south, double east, double north) => (Polygon)Factory.ToGeometry(new Envelope(west, east, south, north));

    /// <summary>A rectangle, an L or something with eight corners, around the middle.</summary>
    public static Polygon Built(Random random, double width, double height)
    {
        var (w, h) = (width / 2, height / 2);
        return random.NextDouble() switch
        {
            < 0.6 => Box(-w, -h, w, h),
            < 0.85 => Ring((-w, -h), (w, -h), (w, 0.2 * h), (0.1 * w, 0.2 * h), (0.1 * w, h), (-w, h)),
            _ => Ring([.. Enumerable.Range(0, 8).Select(n => (w * (0.8 + (0.2 * random.NextDouble())) * Math.Cos(n * Math.PI / 4), h * (0.8 + (0.2 * random.NextDouble())) * Math.Sin(n * Math.PI / 4)))]),
        };
    }

    public static Geometry Moved(Geometry shape, double x, double y) => AffineTransformation.TranslationInstance(x, y).Transform(shape);

    public static Geometry Turned(Geometry shape, double radians) => AffineTransformation.RotationInstance(radians).Transform(shape);

    /// <summary>Off by 0.5 to 5 m in any direction, turned by up to 1.5 degrees, every corner and every dozen metres of edge trembling by up to 0.8 m.</summary>
    public static Geometry Disturbed(Random random, Geometry truth)
    {
        var (far, where) = (0.5 + (4.5 * random.NextDouble()), 2 * Math.PI * random.NextDouble());
        var at = truth.EnvelopeInternal.Centre;
        var turned = AffineTransformation.RotationInstance((random.NextDouble() - 0.5) * Math.PI / 60, at.X, at.Y).Transform(truth);
        var off = Moved(turned, far * Math.Cos(where), far * Math.Sin(where));
        var many = NetTopologySuite.Densify.Densifier.Densify(off, DensifyM);
        var parts = Enumerable.Range(0, many.NumGeometries).Select(n => Trembling(random, (Polygon)many.GetGeometryN(n))).ToArray();
        return parts.Length == 1 ? parts[0] : Factory.CreateMultiPolygon(parts);
    }

    private static Polygon Trembling(Random random, Polygon shape)
    {
        for (var size = 0.8; ; size /= 2)
        {
            var ring = shape.ExteriorRing.Coordinates[..^1].Select(at => (at.X + ((random.NextDouble() - 0.5) * size), at.Y + ((random.NextDouble() - 0.5) * size))).ToArray();
            if (Ring(ring) is { IsValid: true } valid)
            {
                return valid;
            }
        }
    }

    private static Polygon Ring(params (double X, double Y)[] corners) => Factory.CreatePolygon([.. corners.Append(corners[0]).Select(at => new Coordinate(at.X, at.Y))]);
}
