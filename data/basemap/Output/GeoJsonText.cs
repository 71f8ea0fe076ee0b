using System.Text.Json;
using Gis.BaseMap.Geo;
using Gis.Tiles.Import;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Output;

/// <summary>Writes shapes and layers as GeoJSON, lon lat, six decimals (a tenth of a metre).</summary>
internal static class GeoJsonText
{
    public static void WriteLayer(Stream stream, Layer layer)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteString("type", "FeatureCollection");
        writer.WriteString("name", layer.Info.Id);
        writer.WriteStartArray("features");
        foreach (var feature in layer.Features)
        {
            WriteFeature(writer, feature);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void WriteGeometry(Utf8JsonWriter writer, Geometry geometry)
    {
        writer.WriteStartObject();
        writer.WriteString("type", geometry.GeometryType);
        writer.WritePropertyName("coordinates");
        WriteCoordinates(writer, geometry);
        writer.WriteEndObject();
    }

    private static void WriteFeature(Utf8JsonWriter writer, Feature feature)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Feature");
        writer.WriteString("id", feature.Id);
        writer.WritePropertyName("properties");
        feature.Properties.WriteTo(writer);
        writer.WritePropertyName("geometry");
        WriteGeometry(writer, feature.Geometry);
        writer.WriteEndObject();
    }

    private static void WriteCoordinates(Utf8JsonWriter writer, Geometry geometry)
    {
        switch (geometry)
        {
            case Point point:
                WritePosition(writer, point.Coordinate);
                break;
            case LineString line:
                WritePositions(writer, line.Coordinates);
                break;
            case Polygon polygon:
                writer.WriteStartArray();
                WritePositions(writer, polygon.ExteriorRing.Coordinates);
                Array.ForEach(polygon.InteriorRings, hole => WritePositions(writer, hole.Coordinates));
                writer.WriteEndArray();
                break;
            case MultiPoint or MultiLineString or MultiPolygon:
                writer.WriteStartArray();
                Array.ForEach(((GeometryCollection)geometry).Geometries, part => WriteCoordinates(writer, part));
                writer.WriteEndArray();
                break;
            default:
                throw new NotSupportedException($"A layer cannot hold a {geometry.GeometryType}.");
        }
    }

    private static void WritePositions(Utf8JsonWriter writer, Coordinate[] positions)
    {
        writer.WriteStartArray();
        Array.ForEach(positions, position => WritePosition(writer, position));
        writer.WriteEndArray();
    }

    private static void WritePosition(Utf8JsonWriter writer, Coordinate position)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(Math.Round(position.X, Shapes.Decimals));
        writer.WriteNumberValue(Math.Round(position.Y, Shapes.Decimals));
        writer.WriteEndArray();
    }
}
