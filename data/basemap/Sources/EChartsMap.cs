using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Sources;

/// <summary>
/// Reads the map files of ECharts 4: each ring is a string of zig-zag deltas at 1/1024 degree, whose running sum starts from the ring's own offset.
/// </summary>
internal static class EChartsMap
{
    private const double UnitsPerDegree = 1024;

    public static IReadOnlyList<EChartsRegion> Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty("features").EnumerateArray().Select(Region)];
    }

    public static IReadOnlyList<Coordinate> DecodeRing(string encoded, int offsetLon, int offsetLat)
    {
        if (encoded.Length % 2 != 0)
        {
            throw new FormatException("An ECharts ring has an odd number of characters: it is cut short.");
        }

        var lon = offsetLon;
        var lat = offsetLat;
        var points = new List<Coordinate>(encoded.Length / 2);
        for (var i = 0; i < encoded.Length; i += 2)
        {
            lon += Delta(encoded[i]);
            lat += Delta(encoded[i + 1]);
            points.Add(new Coordinate(lon / UnitsPerDegree, lat / UnitsPerDegree));
        }

        return points;
    }

    private static int Delta(char encoded)
    {
        var value = encoded - 64;
        return (value >> 1) ^ -(value & 1);
    }

    private static EChartsRegion Region(JsonElement feature)
    {
        var geometry = feature.GetProperty("geometry");
        var coordinates = geometry.GetProperty("coordinates");
        var offsets = geometry.GetProperty("encodeOffsets");
        var polygons = geometry.GetProperty("type").GetString() switch
        {
            "Polygon" => [Polygon(coordinates, offsets)],
            "MultiPolygon" => coordinates.EnumerateArray().Zip(offsets.EnumerateArray(), Polygon).ToArray(),
            var other => throw new FormatException($"An ECharts region is a {other}; Polygon and MultiPolygon are known."),
        };
        return new EChartsRegion(
            feature.GetProperty("id").GetString()!, feature.GetProperty("properties").GetProperty("name").GetString()!, polygons);
    }

    private static IReadOnlyList<IReadOnlyList<Coordinate>> Polygon(JsonElement rings, JsonElement offsets) =>
        [.. rings.EnumerateArray().Zip(offsets.EnumerateArray(), (ring, offset) => DecodeRing(ring.GetString()!, offset[0].GetInt32(), offset[1].GetInt32()))];
}
