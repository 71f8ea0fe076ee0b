using System.Globalization;
using Gis.Tiles.Crs;
using Gis.Tiles.Problems;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Features;

/// <summary>A box as callers give it: lower corner, upper corner, each in the order of the axes of its system, heights third in each where there are six numbers.</summary>
internal static class BoundingBox
{
    /// <summary>The parameter <c>bbox</c> in the system of <c>bbox-crs</c>.</summary>
    public static Shape? TryParse(string text, ReferenceSystem system, out Refusal? why)
    {
        var numbers = text.Split(',').Select(Number).ToList();
        var shape = numbers.TrueForAll(number => number is not null) ? Of([.. numbers.Select(number => number!.Value)], system) : null;
        why = shape is null ? Refusal.BadParameter("bbox", system.IsGeographic ? system.NorthFirst ? "accepted-bbox-north-first" : "accepted-bbox" : "accepted-bbox-metres") : null;
        return shape;
    }

    /// <summary>Null where these are no box of the system. In degrees west may be more than east: then the box spans the date line.</summary>
    public static Shape? Of(IReadOnlyList<double> numbers, ReferenceSystem system)
    {
        if (numbers.Count is not (4 or 6))
        {
            return null;
        }

        var lower = system.EastNorth(numbers[0], numbers[1]);
        var upper = numbers.Count == 4 ? system.EastNorth(numbers[2], numbers[3]) : system.EastNorth(numbers[3], numbers[4]);
        return lower.Y <= upper.Y && (lower.X <= upper.X || system.IsGeographic) && system.Domain.Contains(lower) && system.Domain.Contains(upper)
            ? new Shape(Between(lower, upper, system.Domain), system)
            : null;
    }

    /// <summary>A polygon, two across the date line, or a line or point where the box has no width or height.</summary>
    private static Geometry Between(Coordinate lower, Coordinate upper, Envelope domain)
    {
        var factory = GeometryFactory.Default;
        return lower.X <= upper.X
            ? factory.ToGeometry(new Envelope(lower, upper))
            : factory.BuildGeometry(
            [
                factory.ToGeometry(new Envelope(lower.X, domain.MaxX, lower.Y, upper.Y)),
                factory.ToGeometry(new Envelope(domain.MinX, upper.X, lower.Y, upper.Y)),
            ]);
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) ? number : null;
}
