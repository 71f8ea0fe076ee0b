using Gis.Tiles.Crs;
using Gis.Tiles.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;

namespace Gis.Tiles.Filters;

/// <summary>Makes geometries of the coordinates that a caller writes in the order of the axes of his system; refuses what is no geometry, or none that can be compared.</summary>
internal sealed class GeometryBuilder(ReferenceSystem system, FilterBudget budget)
{
    private const int LeastOfRing = 4;
    private readonly GeometryFactory _factory = GeometryFactory.Default;

    public Coordinate Position(IReadOnlyList<double> numbers, string place)
    {
        budget.TakeVertex(place);
        if (numbers.Count is not (2 or 3))
        {
            throw new FilterFault(place, "accepted-filter-position");
        }

        var at = system.EastNorth(numbers[0], numbers[1]);
        return system.Domain.Contains(at) ? at : throw new FilterFault(place, "accepted-filter-position");
    }

    public Point Point(Coordinate at) => _factory.CreatePoint(at);

    public LineString Line(Coordinate[] along, string place) =>
        along.Length >= 2 ? _factory.CreateLineString(along) : throw new FilterFault(place, "accepted-filter-line");

    public Polygon Polygon(IReadOnlyList<Coordinate[]> rings, string place) =>
        rings.Count > 0 && rings.All(ring => ring.Length >= LeastOfRing && ring[0].Equals2D(ring[^1]))
            ? _factory.CreatePolygon(_factory.CreateLinearRing(rings[0]), [.. rings.Skip(1).Select(_factory.CreateLinearRing)])
            : throw new FilterFault(place, "accepted-filter-ring");

    /// <summary>Several of one kind.</summary>
    public Geometry Multi(IReadOnlyList<Geometry> parts, string place) => parts.Count == 0
        ? throw new FilterFault(place, "accepted-filter-geometry")
        : parts[0] switch
        {
            NetTopologySuite.Geometries.Point => _factory.CreateMultiPoint([.. parts.Cast<Point>()]),
            LineString => _factory.CreateMultiLineString([.. parts.Cast<LineString>()]),
            _ => _factory.CreateMultiPolygon([.. parts.Cast<Polygon>()]),
        };

    public GeometryCollection Collection(IReadOnlyList<Geometry> parts, string place) =>
        parts.Count > 0 ? _factory.CreateGeometryCollection([.. parts]) : throw new FilterFault(place, "accepted-filter-geometry");

    public GeometryLiteral Box(IReadOnlyList<double> numbers, string place) =>
        BoundingBox.Of(numbers, system) is { } box ? new GeometryLiteral(box.Geometry, place) : throw new FilterFault(place, "accepted-filter-bbox");

    /// <summary>The finished geometry: one that crosses itself has no inside that could be compared.</summary>
    public static GeometryLiteral Finish(Geometry geometry, string place) =>
        new IsValidOp(geometry).ValidationError is null ? new GeometryLiteral(geometry, place) : throw new FilterFault(place, "accepted-filter-valid");
}
