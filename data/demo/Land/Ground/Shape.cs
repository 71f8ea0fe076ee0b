using NetTopologySuite;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;
using NetTopologySuite.Geometries.Utilities;

namespace Gis.Demo.Land.Ground;

/// <summary>The few things that are done with shapes again and again.</summary>
internal static class Shape
{
    public static NtsGeometryServices Services { get; } = new(
        CoordinateArraySequenceFactory.Instance, new PrecisionModel(), 0, GeometryOverlay.NG, new CoordinateEqualityComparer());

    public static GeometryFactory Factory { get; } = Services.CreateGeometryFactory();

    public static Polygon Rectangle(double west, double south, double east, double north) =>
        Polygon([new(west, south), new(east, south), new(east, north), new(west, north)]);

    /// <summary>A rectangle of a length along a direction (degrees from east, against the clock) and a width across it.</summary>
    public static Polygon Turned(Coordinate middle, double length, double width, double turnDeg)
    {
        var (sin, cos) = Math.SinCos(turnDeg * Math.PI / 180);
        return Polygon([At(-0.5, -0.5), At(0.5, -0.5), At(0.5, 0.5), At(-0.5, 0.5)]);

        Coordinate At(double along, double across) => new(
            middle.X + (along * length * cos) - (across * width * sin), middle.Y + (along * length * sin) + (across * width * cos));
    }

    /// <summary>Of an open ring.</summary>
    public static Polygon Polygon(IReadOnlyList<Coordinate> ring) => Factory.CreatePolygon([.. ring.Select(at => at.Copy()), ring[0].Copy()]);

    public static Geometry Moved(Geometry shape, Func<Coordinate, Coordinate> move)
    {
        var moved = Factory.CreateGeometry(shape).Copy();
        moved.Apply(new Mover(move));
        moved.GeometryChanged();
        return moved;
    }

    /// <summary>The largest polygon of an overlay's result, without its holes; null where there is none.</summary>
    public static Polygon? Largest(Geometry shape) =>
        PolygonExtracter.GetPolygons(shape).Cast<Polygon>().Where(one => !one.IsEmpty).MaxBy(one => one.Area) is { } largest
            ? Factory.CreatePolygon(largest.ExteriorRing.Coordinates)
            : null;

    private sealed class Mover(Func<Coordinate, Coordinate> move) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence, int i)
        {
            var at = move(sequence.GetCoordinate(i));
            sequence.SetX(i, at.X);
            sequence.SetY(i, at.Y);
        }
    }
}
