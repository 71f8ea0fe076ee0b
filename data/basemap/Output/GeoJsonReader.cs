using System.Text.Json;
using Gis.BaseMap.Geo;
using Gis.Tiles.Import;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Output;

/// <summary>Reads GeoJSON geometries; heights are dropped, positions are lon lat. What is not GeoJSON is a <see cref="FormatException"/> with its reason.</summary>
internal static class GeoJsonReader
{
    public static Geometry Geometry(JsonElement geometry)
    {
        if (geometry.ValueKind != JsonValueKind.Object || !geometry.TryGetProperty("type", out var kind) || kind.ValueKind != JsonValueKind.String)
        {
            throw new FormatException("a geometry is an object with a type");
        }

        if (kind.ValueEquals("GeometryCollection"))
        {
            return Shapes.Factory.CreateGeometryCollection([.. Array(Member(geometry, "geometries"), "geometries").Select(Geometry)]);
        }

        var coordinates = Member(geometry, "coordinates");
        return kind.GetString() switch
        {
            "Point" => Shapes.Factory.CreatePoint(Position(coordinates)),
            "LineString" => Line(coordinates),
            "Polygon" => Polygon(coordinates),
            "MultiPoint" => Shapes.Factory.CreateMultiPointFromCoords(Positions(coordinates)),
            "MultiLineString" => Shapes.Factory.CreateMultiLineString([.. Array(coordinates, "lines").Select(Line)]),
            "MultiPolygon" => Shapes.Factory.CreateMultiPolygon([.. Array(coordinates, "polygons").Select(Polygon)]),
            var other => throw new FormatException($"'{other}' is no GeoJSON geometry"),
        };
    }

    private static LineString Line(JsonElement element) => Positions(element) is { Length: >= 2 } positions
        ? Shapes.Factory.CreateLineString(positions)
        : throw new FormatException("a line needs two positions");

    private static Polygon Polygon(JsonElement element) => Array(element, "rings").Select(Ring).ToArray() is [var shell, .. var holes]
        ? Shapes.Factory.CreatePolygon(shell, holes)
        : throw new FormatException("a polygon needs a ring");

    private static LinearRing Ring(JsonElement element) =>
        Shapes.Ring(Positions(element)) ?? throw new FormatException("a ring needs four positions, the last like the first");

    private static Coordinate[] Positions(JsonElement element) => [.. Array(element, "positions").Select(Position)];

    private static Coordinate Position(JsonElement element)
    {
        var numbers = Array(element, "a position").ToArray();
        return numbers is [var lon, var lat, ..] && lon.ValueKind == JsonValueKind.Number && lat.ValueKind == JsonValueKind.Number
            ? new Coordinate(lon.GetDouble(), lat.GetDouble())
            : throw new FormatException("a position is two numbers, lon and lat");
    }

    private static JsonElement Member(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var member) ? member : throw new FormatException($"a geometry needs '{name}'");

    private static JsonElement.ArrayEnumerator Array(JsonElement element, string what) => element.ValueKind == JsonValueKind.Array
        ? element.EnumerateArray()
        : throw new FormatException($"{what}: expected an array");
}
