using System.Text.Json;
using Gis.BaseMap.Geo;
using Gis.Tiles.Import;

namespace Gis.BaseMap.Output;

/// <summary>Writes layers as GeoJSON.</summary>
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

    private static void WriteFeature(Utf8JsonWriter writer, Feature feature)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Feature");
        writer.WriteString("id", feature.Id);
        writer.WritePropertyName("properties");
        feature.Properties.WriteTo(writer);
        writer.WritePropertyName("geometry");
        ShapeJson.Write(writer, feature.Geometry);
        writer.WriteEndObject();
    }
}
