using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Precision;

namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>Makes rings that touch or cross into valid polygons on the grid, by NetTopologySuite: for the few, since it costs a hundred times the look.</summary>
internal static class PolygonRepair
{
    private static readonly PrecisionModel Grid = new(1);
    private static readonly GeometryFactory Factory = new();

    /// <summary>True when <paramref name="geometry"/> is valid, as it stood or made so; it is empty where nothing enclosed an area.</summary>
    public static bool TryMend(TileGeometry geometry)
    {
        try
        {
            var drawn = ToPolygons(geometry);
            if (drawn.IsValid)
            {
                return true;
            }

            var mended = GeometryPrecisionReducer.Reduce(GeometryFixer.Fix(drawn), Grid);
            if (!mended.IsValid)
            {
                return false;
            }

            Take(mended, geometry);
            return true;
        }
        catch (Exception e) when (e is TopologyException or ArgumentException or InvalidOperationException)
        {
            // The library found no way; the caller tries a coarser grid.
            return false;
        }
    }

    private static MultiPolygon ToPolygons(TileGeometry geometry)
    {
        var polygons = new List<Polygon>();
        var parts = geometry.Parts;
        for (var at = 0; at < parts.Length;)
        {
            var shell = ToRing(geometry.PointsOf(parts[at++]));
            var holes = new List<LinearRing>();
            while (at < parts.Length && parts[at].IsHole)
            {
                holes.Add(ToRing(geometry.PointsOf(parts[at++])));
            }

            polygons.Add(Factory.CreatePolygon(shell, [.. holes]));
        }

        return Factory.CreateMultiPolygon([.. polygons]);
    }

    private static LinearRing ToRing(ReadOnlySpan<GridPoint> points)
    {
        var ring = new Coordinate[points.Length + 1];
        for (var n = 0; n < ring.Length; n++)
        {
            var point = points[n % points.Length];
            ring[n] = new Coordinate(point.X, point.Y);
        }

        return Factory.CreateLinearRing(ring);
    }

    private static void Take(Geometry mended, TileGeometry geometry)
    {
        geometry.Clear();
        for (var n = 0; n < mended.NumGeometries; n++)
        {
            if (mended.GetGeometryN(n) is Polygon { IsEmpty: false } polygon)
            {
                geometry.Add(ToPoints(polygon.Shell), n, isHole: false);
                foreach (var hole in polygon.Holes)
                {
                    geometry.Add(ToPoints(hole), n, isHole: true);
                }
            }
        }
    }

    private static GridPoint[] ToPoints(LinearRing ring) =>
        [.. ring.Coordinates.Take(ring.NumPoints - 1).Select(point => new GridPoint((int)point.X, (int)point.Y))];
}
