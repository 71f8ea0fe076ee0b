using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Valid;

namespace Gis.Tiles.Import;

/// <summary>Whether a shape can stand in a layer, and its repaired form where it can be made to.</summary>
internal static class ShapeRules
{
    /// <summary>A province's coast has some hundred thousand.</summary>
    public const int MostPoints = 1_000_000;

    /// <summary>Throws an <see cref="UnfitRowException"/> with the reason when nothing can be done.</summary>
    public static (Geometry Shape, string? Repair, LonLat? At) Accept(Geometry shape, string geometryKind)
    {
        CheckSize(shape);
        CheckPositions(shape);
        CheckKind(shape, geometryKind);
        var fault = new IsValidOp(shape).ValidationError;
        var at = fault is null ? (LonLat?)null : new LonLat(fault.Coordinate.X, fault.Coordinate.Y);
        if (fault is not null && CrossingCounter.IsTooMuch(shape))
        {
            throw new UnfitRowException("crosses-too-often", $"it crosses itself more than {CrossingCounter.Most} times, first at {Words(at!.Value)}", at);
        }

        var whole = fault is null ? shape : Keep(GeometryFixer.Fix(shape), geometryKind);
        if (whole.IsEmpty)
        {
            throw fault is null ? new UnfitRowException("empty", "the geometry is empty") : new UnfitRowException("nothing-left", $"nothing is left of it after repair: {Words(fault)}", at);
        }

        return (geometryKind == "polygon" ? Shapes.Multi(whole) : whole, fault is null ? null : Words(fault), at);
    }

    /// <summary>A drawing knows no areas: a closed line is one.</summary>
    public static Geometry AsOutline(Geometry shape) => shape is LineString { IsClosed: true, NumPoints: >= 4 } line ? Shapes.Factory.CreatePolygon(line.Coordinates) : shape;

    private static void CheckSize(Geometry shape)
    {
        if (shape.NumPoints > MostPoints)
        {
            throw new UnfitRowException("too-many-points", $"it has {shape.NumPoints} positions; accepted are up to {MostPoints}");
        }
    }

    private static void CheckPositions(Geometry shape)
    {
        foreach (var at in shape.Coordinates)
        {
            if (!double.IsFinite(at.X) || !double.IsFinite(at.Y))
            {
                throw new UnfitRowException("not-finite", "a position is no number");
            }

            if (!(Math.Abs(at.X) <= 180 && Math.Abs(at.Y) <= 90))
            {
                throw Math.Abs(at.Y) is > 90 and <= 180 && Math.Abs(at.X) <= 90
                    ? new UnfitRowException("latitude-first", $"position {at.X}, {at.Y} looks like latitude first; expected lon, lat in degrees")
                    : new UnfitRowException("not-degrees", $"position {at.X}, {at.Y} is not lon, lat in degrees");
            }
        }
    }

    private static void CheckKind(Geometry shape, string geometryKind)
    {
        var actual = shape switch
        {
            Point or MultiPoint => "point",
            LineString or MultiLineString => "line",
            Polygon or MultiPolygon => "polygon",
            _ => "collection",
        };
        if (actual != geometryKind)
        {
            throw new UnfitRowException("wrong-kind", $"the layer holds {geometryKind}s, this is a {shape.GeometryType}", AtOf(shape));
        }
    }

    private static LonLat? AtOf(Geometry shape) => shape.Coordinate is { } first ? new LonLat(first.X, first.Y) : null;

    /// <summary>A repair may leave lines where a polygon folded; only what the layer holds is kept.</summary>
    private static Geometry Keep(Geometry repaired, string geometryKind) => geometryKind == "polygon" ? Shapes.Areal(repaired) : repaired;

    private static string Words(TopologyValidationError fault) => FormattableString.Invariant($"{fault.Message} at {fault.Coordinate.X:F5}, {fault.Coordinate.Y:F5}");

    private static string Words(LonLat at) => FormattableString.Invariant($"{at.Lon:F5}, {at.Lat:F5}");
}
