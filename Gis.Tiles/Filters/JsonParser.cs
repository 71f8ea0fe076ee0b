using System.Globalization;
using System.Text.Json;
using Gis.Tiles.Crs;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Filters;

/// <summary>Reads a filter in CQL2 JSON (OGC 21-065r2, cql2.json) into the same tree as <see cref="TextParser"/>; places are JSON pointers.</summary>
internal sealed class JsonParser
{
    private readonly FilterBudget _budget = new();
    private readonly GeometryBuilder _geometry;

    private JsonParser(ReferenceSystem system) => _geometry = new GeometryBuilder(system, _budget);

    public static Expression Parse(string text, ReferenceSystem system)
    {
        var parser = new JsonParser(system);
        FilterBudget.CheckLength(text);
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 2 * FilterBudget.Depth });
            return parser.Read(document.RootElement, "");
        }
        catch (JsonException e)
        {
            throw new FilterFault(string.Create(CultureInfo.InvariantCulture, $"{e.BytePositionInLine + 1}"), "accepted-filter-json");
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair, which is no text.
            throw new FilterFault("1", "accepted-filter-json");
        }
    }

    private Expression Read(JsonElement json, string place)
    {
        _budget.TakeNode(place);
        _budget.Enter(place);
        var made = json.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => new BooleanLiteral(json.GetBoolean(), place),
            JsonValueKind.Number => Literals.Number(json.GetRawText(), place),
            JsonValueKind.String => Text(json, place),
            JsonValueKind.Object => OfObject(json, place),
            _ => throw new FilterFault(place, "accepted-filter-operand"),
        };
        _budget.Leave();
        return made;
    }

    private Expression OfObject(JsonElement json, string place) =>
        json.TryGetProperty("op", out var op) ? Operation(op, json, place)
        : json.TryGetProperty("property", out var name) ? new PropertyReference(String(name, $"{place}/property"), place)
        : json.TryGetProperty("date", out var date) ? Literals.Day(String(date, $"{place}/date"), place) ?? throw new FilterFault($"{place}/date", "accepted-filter-instant")
        : json.TryGetProperty("timestamp", out var time) ? Literals.Time(String(time, $"{place}/timestamp"), place) ?? throw new FilterFault($"{place}/timestamp", "accepted-filter-instant")
        : json.TryGetProperty("interval", out var interval) ? Interval(interval, $"{place}/interval")
        : json.TryGetProperty("bbox", out var box) ? _geometry.Box(Numbers(box, $"{place}/bbox"), place)
        : json.TryGetProperty("type", out _) ? GeometryBuilder.Finish(Geometry(json, place), place)
        : throw new FilterFault(place, "accepted-filter-operand");

    private Operation Operation(JsonElement op, JsonElement json, string place)
    {
        var name = String(op, $"{place}/op").ToLowerInvariant();
        if (Operators.Arity(name) is not { } arity)
        {
            throw new FilterFault($"{place}/op", $"and, or, not, =, <>, <, >, <=, >=, like, between, in, isNull, +, -, *, /, %, div, ^, {Operators.FunctionNames.ToLowerInvariant()}");
        }

        if (!json.TryGetProperty("args", out var arguments) || arguments.ValueKind != JsonValueKind.Array
            || arguments.GetArrayLength() < arity.Least || arguments.GetArrayLength() > arity.Most)
        {
            throw new FilterFault($"{place}/args", "accepted-filter-arguments");
        }

        var read = new List<Expression>();
        foreach (var argument in arguments.EnumerateArray())
        {
            var at = Inside(place, "args", read.Count);
            read.Add(name == "in" && read.Count == 1 ? List(argument, at) : Read(argument, at));
        }

        return new Operation(name, read, place);
    }

    private ListLiteral List(JsonElement json, string place)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            throw new FilterFault(place, "accepted-filter-list");
        }

        var items = new List<Expression>();
        foreach (var item in json.EnumerateArray())
        {
            items.Add(Read(item, $"{place}/{items.Count}"));
        }

        return new ListLiteral(items, place);
    }

    private static IntervalLiteral Interval(JsonElement json, string place) =>
        json.ValueKind == JsonValueKind.Array && json.GetArrayLength() == 2
            ? Literals.Interval(IntervalEnd(json[0], $"{place}/0"), IntervalEnd(json[1], $"{place}/1"), place)
            : throw new FilterFault(place, "accepted-filter-interval");

    private static Expression? IntervalEnd(JsonElement json, string place) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty("property", out var name)
        ? new PropertyReference(String(name, place), place)
        : Literals.End(String(json, place), place);

    private Geometry Geometry(JsonElement json, string place)
    {
        _budget.Enter(place);
        var kind = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("type", out var type) ? String(type, $"{place}/type") : "";
        var at = kind == "GeometryCollection" ? $"{place}/geometries" : $"{place}/coordinates";
        if (!(json.ValueKind == JsonValueKind.Object && json.TryGetProperty(kind == "GeometryCollection" ? "geometries" : "coordinates", out var inner)))
        {
            throw new FilterFault(place, "accepted-filter-geometry");
        }

        Geometry made = kind switch
        {
            "Point" => Point(inner, at),
            "LineString" => Line(inner, at),
            "Polygon" => Polygon(inner, at),
            "MultiPoint" => _geometry.Multi(Each<Geometry>(inner, at, Point), at),
            "MultiLineString" => _geometry.Multi(Each<Geometry>(inner, at, Line), at),
            "MultiPolygon" => _geometry.Multi(Each<Geometry>(inner, at, Polygon), at),
            "GeometryCollection" => _geometry.Collection(Each(inner, at, Geometry), at),
            _ => throw new FilterFault($"{place}/type", "Point, LineString, Polygon, MultiPoint, MultiLineString, MultiPolygon, GeometryCollection"),
        };
        _budget.Leave();
        return made;
    }

    private Point Point(JsonElement json, string place) => _geometry.Point(Position(json, place));

    private LineString Line(JsonElement json, string place) => _geometry.Line([.. Each(json, place, Position)], place);

    private Polygon Polygon(JsonElement json, string place) => _geometry.Polygon(Each(json, place, (ring, at) => Each(ring, at, Position).ToArray()), place);

    private Coordinate Position(JsonElement json, string place) => _geometry.Position(Numbers(json, place), place);

    private static List<T> Each<T>(JsonElement json, string place, Func<JsonElement, string, T> read)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            throw new FilterFault(place, "accepted-filter-position");
        }

        var parts = new List<T>();
        foreach (var part in json.EnumerateArray())
        {
            FilterBudget.CheckCount(parts.Count, place);
            parts.Add(read(part, $"{place}/{parts.Count}"));
        }

        return parts;
    }

    private static List<double> Numbers(JsonElement json, string place) =>
        json.ValueKind == JsonValueKind.Array && json.GetArrayLength() <= 6 && json.EnumerateArray().All(number => number.ValueKind == JsonValueKind.Number)
            ? [.. json.EnumerateArray().Select(number => number.TryGetDouble(out var value) ? value : double.NaN)]
            : throw new FilterFault(place, "accepted-filter-position");

    private static TextLiteral Text(JsonElement json, string place)
    {
        var text = String(json, place);
        return Literals.Text(text, text, place);
    }

    /// <summary>Half of a surrogate pair, which JSON can escape, is no text.</summary>
    private static string String(JsonElement json, string place)
    {
        try
        {
            return json.ValueKind == JsonValueKind.String ? json.GetString()! : throw new FilterFault(place, "accepted-filter-text");
        }
        catch (InvalidOperationException)
        {
            throw new FilterFault(place, "accepted-filter-text");
        }
    }

    private static string Inside(string place, string member, int index) => $"{place}/{member}/{index.ToString(CultureInfo.InvariantCulture)}";
}
