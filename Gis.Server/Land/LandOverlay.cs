using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace Gis.Server.Land;

/// <summary>Overlays of polygons that hold on any data: tried exactly, then with snapping. What they answer is polygons only, without the lines and points in which neighbours meet.</summary>
internal static class LandOverlay
{
    public static Geometry Both(Geometry one, Geometry other) =>
        AreSurfaces(one, other) && one.EnvelopeInternal.Intersects(other.EnvelopeInternal) ? Polygons(OverlayNGRobust.Overlay(one, other, SpatialFunction.Intersection)) : Polygon.Empty;

    public static Geometry Without(Geometry one, Geometry other) =>
        AreSurfaces(one, other) && one.EnvelopeInternal.Intersects(other.EnvelopeInternal) ? Polygons(OverlayNGRobust.Overlay(one, other, SpatialFunction.Difference)) : one;

    /// <summary>All of them as one; points and lines cover nothing and are left out.</summary>
    public static Geometry All(IEnumerable<Geometry> geometries)
    {
        Geometry[] polygons = [.. geometries.Where(geometry => geometry.Dimension == Dimension.Surface && !geometry.IsEmpty)];
        return polygons.Length switch
        {
            0 => Polygon.Empty,
            1 => polygons[0],
            _ => Polygons(OverlayNGRobust.Union(polygons)),
        };
    }

    private static bool AreSurfaces(Geometry one, Geometry other) =>
        one.Dimension == Dimension.Surface && other.Dimension == Dimension.Surface && !one.IsEmpty && !other.IsEmpty;

    private static Geometry Polygons(Geometry geometry) => geometry is Polygon or MultiPolygon
        ? geometry
        : GeometryFactory.Default.BuildGeometry(PolygonExtracter.GetPolygons(geometry)) is { IsEmpty: false } polygons ? polygons : Polygon.Empty;
}
