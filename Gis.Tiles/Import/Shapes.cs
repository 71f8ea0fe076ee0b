using NetTopologySuite;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Precision;

namespace Gis.Tiles.Import;

/// <summary>The one geometry factory of the base map, and the few shape repairs that every layer needs.</summary>
internal static class Shapes
{
    public const int Srid = 4490;

    /// <summary>Six decimals of a degree, a tenth of a metre: the precision of everything that is written.</summary>
    public const int Decimals = 6;

    private static readonly PrecisionModel Grid = new(1e6);

    public static NtsGeometryServices Services { get; } = new(
        NetTopologySuite.Geometries.Implementation.CoordinateArraySequenceFactory.Instance,
        new PrecisionModel(),
        Srid,
        GeometryOverlay.NG,
        new CoordinateEqualityComparer());

    public static GeometryFactory Factory { get; } = Services.CreateGeometryFactory();

    /// <summary>Closes the ring when the source left it open. Fewer than four points make no ring.</summary>
    public static LinearRing? Ring(IReadOnlyList<Coordinate> points)
    {
        var closed = points.Count > 0 && !points[0].Equals2D(points[^1]) ? [.. points, points[0].Copy()] : points.ToArray();
        return closed.Length >= 4 ? Factory.CreateLinearRing(closed) : null;
    }

    /// <summary>Valid, and of polygons only: lines and points left over by a repair are dropped.</summary>
    public static Geometry Areal(Geometry geometry) => Polygons(geometry.IsValid ? geometry : GeometryFixer.Fix(geometry));

    /// <summary>The polygons of an overlay's result, which is valid; where shapes only touched, lines and points are left over and dropped.</summary>
    public static Geometry Polygons(Geometry valid)
    {
        var polygons = PolygonExtracter.GetPolygons(valid).Cast<Polygon>().Where(polygon => !polygon.IsEmpty).ToArray();
        return polygons.Length == 1 ? polygons[0] : Factory.CreateMultiPolygon(polygons);
    }

    /// <summary>Moves the points to the grid of the written files and keeps the shape valid there; plain rounding would make it touch itself.</summary>
    public static Geometry OnGrid(Geometry areal) => Areal(GeometryPrecisionReducer.Reduce(areal, Grid));

    public static MultiPolygon Multi(Geometry areal) => areal as MultiPolygon ?? Factory.CreateMultiPolygon([(Polygon)areal]);

    public static Geometry Union(IEnumerable<Geometry> geometries) =>
        NetTopologySuite.Operation.OverlayNG.CoverageUnion.Union(Factory.BuildGeometry(geometries));
}
