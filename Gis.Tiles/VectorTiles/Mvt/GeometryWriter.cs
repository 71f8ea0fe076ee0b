namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>Writes a geometry as the commands of Mapbox Vector Tile 2.1: shells with positive area in the tile's y-down grid, holes with negative.</summary>
internal static class GeometryWriter
{
    private const int PointKind = 1;
    private const int PolygonKind = 3;
    private const uint MoveTo = 1;
    private const uint LineTo = 2;
    private const uint ClosePath = (1 << 3) | 7;

    public static void Write(TileGeometry geometry, int kind, ProtoBuffer buffer)
    {
        var cursor = default(GridPoint);
        if (kind == PointKind)
        {
            buffer.Varint(((uint)geometry.PointCount << 3) | MoveTo);
        }

        foreach (var part in geometry.Parts)
        {
            var points = geometry.PointsOf(part);
            if (kind == PointKind)
            {
                Step(points[0], ref cursor, buffer);
                continue;
            }

            if (kind == PolygonKind && (RingShape.TwiceTheArea(points) > 0) == part.IsHole)
            {
                points.Reverse();
            }

            buffer.Varint((1 << 3) | MoveTo);
            Step(points[0], ref cursor, buffer);
            buffer.Varint(((uint)(points.Length - 1) << 3) | LineTo);
            foreach (var point in points[1..])
            {
                Step(point, ref cursor, buffer);
            }

            if (kind == PolygonKind)
            {
                buffer.Varint(ClosePath);
            }
        }
    }

    private static void Step(GridPoint point, ref GridPoint cursor, ProtoBuffer buffer)
    {
        buffer.Zigzag(point.X - cursor.X);
        buffer.Zigzag(point.Y - cursor.Y);
        cursor = point;
    }
}
