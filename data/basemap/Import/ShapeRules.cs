using Gis.BaseMap.Geo;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Valid;

namespace Gis.BaseMap.Import;

/// <summary>Whether a shape can stand in a layer, and its repaired form where it can be made to.</summary>
internal static class ShapeRules
{
    /// <summary>Throws a <see cref="FormatException"/> with the reason when nothing can be done.</summary>
    public static (Geometry Shape, string? Repair) Accept(Geometry shape, string geometryKind)
    {
        CheckPositions(shape);
        CheckKind(shape, geometryKind);
        var fault = new IsValidOp(shape).ValidationError;
        var whole = fault is null ? shape : Keep(GeometryFixer.Fix(shape), geometryKind);
        return whole.IsEmpty
            ? throw new FormatException(fault is null ? "the geometry is empty" : $"nothing is left of it after repair: {Words(fault)}")
            : (geometryKind == "polygon" ? Shapes.Multi(whole) : whole, fault is null ? null : Words(fault));
    }

    private static void CheckPositions(Geometry shape)
    {
        foreach (var at in shape.Coordinates)
        {
            if (!(Math.Abs(at.X) <= 180 && Math.Abs(at.Y) <= 90))
            {
                throw new FormatException(Math.Abs(at.Y) is > 90 and <= 180 && Math.Abs(at.X) <= 90
                    ? $"position {at.X}, {at.Y} looks like latitude first; expected lon, lat in degrees"
                    : $"position {at.X}, {at.Y} is not lon, lat in degrees");
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
            throw new FormatException($"the layer holds {geometryKind}s, this is a {shape.GeometryType}");
        }
    }

    /// <summary>A repair may leave lines where a polygon folded; only what the layer holds is kept.</summary>
    private static Geometry Keep(Geometry repaired, string geometryKind) => geometryKind == "polygon" ? Shapes.Areal(repaired) : repaired;

    private static string Words(TopologyValidationError fault) => FormattableString.Invariant($"{fault.Message} at {fault.Coordinate.X:F5}, {fault.Coordinate.Y:F5}");
}
