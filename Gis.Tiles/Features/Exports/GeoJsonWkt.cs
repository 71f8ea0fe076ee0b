using System.Text;
using System.Text.Json;

namespace Gis.Tiles.Features.Exports;

/// <summary>Writes a GeoJSON geometry as WKT; the digits stay as they are.</summary>
internal static class GeoJsonWkt
{
    public static void Append(StringBuilder text, JsonElement geometry)
    {
        var type = geometry.GetProperty("type").GetString()!.ToUpperInvariant();
        text.Append(type).Append(' ');
        if (geometry.TryGetProperty("geometries", out var parts))
        {
            List(text, parts, Append);
            return;
        }

        var coordinates = geometry.GetProperty("coordinates");
        if (type == "POINT")
        {
            List(text, coordinates, _ => Position(text, coordinates));
        }
        else
        {
            Nested(text, coordinates, isMultiPoint: type == "MULTIPOINT");
        }
    }

    private static void Nested(StringBuilder text, JsonElement level, bool isMultiPoint) => List(text, level, (to, inner) =>
    {
        if (inner.GetArrayLength() > 0 && inner[0].ValueKind == JsonValueKind.Number)
        {
            to.Append(isMultiPoint ? "(" : "");
            Position(to, inner);
            to.Append(isMultiPoint ? ")" : "");
        }
        else
        {
            Nested(to, inner, isMultiPoint);
        }
    });

    private static void List(StringBuilder text, JsonElement items, Action<JsonElement> whole)
    {
        if (items.GetArrayLength() == 0)
        {
            text.Append("EMPTY");
            return;
        }

        text.Append('(');
        whole(items);
        text.Append(')');
    }

    private static void List(StringBuilder text, JsonElement items, Action<StringBuilder, JsonElement> each) => List(text, items, _ =>
    {
        var isFirst = true;
        foreach (var item in items.EnumerateArray())
        {
            text.Append(isFirst ? "" : ", ");
            each(text, item);
            isFirst = false;
        }
    });

    private static void Position(StringBuilder text, JsonElement position)
    {
        text.Append(position[0].GetRawText());
        for (var i = 1; i < position.GetArrayLength(); i++)
        {
            text.Append(' ').Append(position[i].GetRawText());
        }
    }
}
