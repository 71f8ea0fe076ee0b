using System.Globalization;
using System.Text.Json;
using Gis.Tiles.Crs;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Writing;

/// <summary>Reads a geometry in GeoJSON, in the system and with the axes that Content-Crs names. Heights are left out: layers are flat.</summary>
internal sealed class BodyGeometry
{
    private const int MostVertices = 100_000;
    private const int LeastLine = 2;
    private const int LeastRing = 4;

    private readonly ReferenceSystem _system;
    private readonly GeometryFactory _factory = GeometryFactory.Default;
    private int _vertices;

    private BodyGeometry(ReferenceSystem system) => _system = system;

    /// <param name="kind">What the layer holds: point, line or polygon, single or several.</param>
    public static Geometry Read(JsonElement json, string kind, ReferenceSystem system)
    {
        var reader = new BodyGeometry(system);
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String
            || !json.TryGetProperty("coordinates", out var coordinates) || coordinates.ValueKind != JsonValueKind.Array)
        {
            throw WriteRefused.Content("/geometry", $"accepted-feature-{kind}");
        }

        const string at = "/geometry/coordinates";
        var factory = reader._factory;
        return (kind, type.GetString()) switch
        {
            ("point", "Point") => factory.CreatePoint(reader.Position(coordinates, at)),
            ("point", "MultiPoint") => factory.CreateMultiPoint(Several(coordinates, at, (item, place) => factory.CreatePoint(reader.Position(item, place)))),
            ("line", "LineString") => reader.Line(coordinates, at),
            ("line", "MultiLineString") => factory.CreateMultiLineString(Several(coordinates, at, reader.Line)),
            ("polygon", "Polygon") => factory.CreateMultiPolygon([reader.Polygon(coordinates, at)]),
            ("polygon", "MultiPolygon") => factory.CreateMultiPolygon(Several(coordinates, at, reader.Polygon)),
            _ => throw WriteRefused.Content("/geometry/type", $"accepted-feature-{kind}"),
        };
    }

    private Polygon Polygon(JsonElement json, string at)
    {
        var rings = Several(json, at, Ring);
        return _factory.CreatePolygon(rings[0], rings[1..]);
    }

    private LineString Line(JsonElement json, string at)
    {
        var positions = Several(json, at, Position);
        return positions.Length >= LeastLine ? _factory.CreateLineString(positions) : throw WriteRefused.Content(at, "accepted-filter-line");
    }

    private LinearRing Ring(JsonElement json, string at)
    {
        var positions = Several(json, at, Position);
        return positions.Length >= LeastRing && positions[0].Equals2D(positions[^1]) ? _factory.CreateLinearRing(positions) : throw WriteRefused.Content(at, "accepted-filter-ring");
    }

    private static T[] Several<T>(JsonElement json, string at, Func<JsonElement, string, T> read)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() == 0)
        {
            throw WriteRefused.Content(at, "accepted-feature-several");
        }

        return [.. json.EnumerateArray().Select((item, number) => read(item, string.Create(CultureInfo.InvariantCulture, $"{at}/{number}")))];
    }

    private Coordinate Position(JsonElement json, string at)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() is not (2 or 3)
            || !json.EnumerateArray().All(number => number.ValueKind == JsonValueKind.Number && number.TryGetDouble(out var value) && double.IsFinite(value)))
        {
            throw WriteRefused.Content(at, "accepted-feature-position");
        }

        if (++_vertices > MostVertices)
        {
            throw WriteRefused.Content("/geometry", "accepted-feature-vertices");
        }

        var position = _system.EastNorth(json[0].GetDouble(), json[1].GetDouble());
        return _system.Domain.Contains(position) ? position : throw WriteRefused.Content(at, "accepted-feature-position");
    }
}
