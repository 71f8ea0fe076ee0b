using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Sources;

/// <summary>
/// Streams a @geo-maps file, one GeometryCollection of one huge Multi* geometry, as its parts; each part is a list of rings or one line.
/// The files are tens of megabytes of numbers, of which only the parts that meet the box are kept.
/// </summary>
internal static class GeoMapsFile
{
    public static IReadOnlyList<IReadOnlyList<Coordinate[]>> Read(ReadOnlySpan<byte> json, Envelope box)
    {
        var reader = new Utf8JsonReader(json);
        var parts = new List<IReadOnlyList<Coordinate[]>>();
        var isPolygon = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                isPolygon = reader.ValueTextEquals("MultiPolygon"u8);
            }
            else if (reader.ValueTextEquals("coordinates"u8))
            {
                reader.Read();
                ReadParts(ref reader, isPolygon, box, parts);
            }
        }

        return parts;
    }

    private static void ReadParts(ref Utf8JsonReader reader, bool isPolygon, Envelope box, List<IReadOnlyList<Coordinate[]>> parts)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            var lines = new List<Coordinate[]>();
            if (isPolygon)
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
                {
                    lines.Add(ReadLine(ref reader));
                }
            }
            else
            {
                lines.Add(ReadLine(ref reader));
            }

            var reach = new Envelope();
            Array.ForEach(lines[0], reach.ExpandToInclude);
            if (reach.Intersects(box))
            {
                parts.Add(lines);
            }
        }
    }

    private static Coordinate[] ReadLine(ref Utf8JsonReader reader)
    {
        var points = new List<Coordinate>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            var lon = reader.GetDouble();
            reader.Read();
            points.Add(new Coordinate(lon, reader.GetDouble()));
            reader.Read();
        }

        return [.. points];
    }
}
