using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Import;

/// <summary>Writes shapes as GeoJSON (RFC 7946), lon lat, six decimals (a tenth of a metre).</summary>
internal static class ShapeJson
{
    public static void Write(Utf8JsonWriter json, Geometry shape)
    {
        json.WriteStartObject();
        json.WriteString("type", shape.GeometryType);
        json.WritePropertyName("coordinates");
        WriteCoordinates(json, shape);
        json.WriteEndObject();
    }

    private static void WriteCoordinates(Utf8JsonWriter json, Geometry shape)
    {
        switch (shape)
        {
            case Point point:
                Write(json, point.Coordinate);
                break;
            case LineString line:
                Write(json, line.Coordinates);
                break;
            case Polygon polygon:
                json.WriteStartArray();
                Write(json, polygon.ExteriorRing.Coordinates);
                Array.ForEach(polygon.InteriorRings, hole => Write(json, hole.Coordinates));
                json.WriteEndArray();
                break;
            case MultiPoint or MultiLineString or MultiPolygon:
                json.WriteStartArray();
                Array.ForEach(((GeometryCollection)shape).Geometries, part => WriteCoordinates(json, part));
                json.WriteEndArray();
                break;
            default:
                throw new NotSupportedException($"A layer cannot hold a {shape.GeometryType}.");
        }
    }

    private static void Write(Utf8JsonWriter json, Coordinate[] positions)
    {
        json.WriteStartArray();
        Array.ForEach(positions, at => Write(json, at));
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Coordinate at)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Math.Round(at.X, Shapes.Decimals));
        json.WriteNumberValue(Math.Round(at.Y, Shapes.Decimals));
        json.WriteEndArray();
    }
}
