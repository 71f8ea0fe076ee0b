using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.BaseMap.Output;
using Gis.Tiles.Import;

namespace Gis.BaseMap.Load;

/// <summary>Turns a GeoJSON feature collection into rows of a layer. Nothing is dropped without a remark.</summary>
internal static class RowReader
{
    // Under which names files from elsewhere carry what every layer knows; the first one found is taken.
    private static readonly string[] CodeNames = ["code", "gb", "adcode", "xzqdm"];
    private static readonly string[] NameZhNames = ["name_zh", "name", "xzqmc"];
    private static readonly string[] NameEnNames = ["name_en", "ename"];
    private static readonly string[] AreaNames = ["area_code"];
    private static readonly string[] ZoomNames = ["min_zoom"];

    public static LayerRows Read(JsonElement root, string geometryKind)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException("expected a GeoJSON FeatureCollection with an array of features");
        }

        var rows = new List<LayerRow>();
        var repaired = new List<RowRemark>();
        var refused = new List<RowRemark>();
        var number = 0L;
        foreach (var feature in features.EnumerateArray())
        {
            number++;
            var properties = Properties(feature);
            var name = Text(properties, NameZhNames) ?? Text(properties, NameEnNames);
            try
            {
                var (shape, repair, at) = ShapeRules.Accept(GeoJsonReader.Geometry(Member(feature, "geometry")), geometryKind);
                rows.Add(Row(number, properties, shape));
                if (repair is not null)
                {
                    repaired.Add(new RowRemark(number, name, repair, "repaired-shape", at?.Lon, at?.Lat));
                }
            }
            catch (Exception unfit) when (unfit is FormatException or ArgumentException)
            {
                refused.Add(new RowRemark(number, name, unfit.Message));
            }
        }

        return new LayerRows(rows, repaired, refused);
    }

    private static LayerRow Row(long number, JsonObject properties, NetTopologySuite.Geometries.Geometry shape)
    {
        var code = RowMaker.CodeOf(Take(properties, CodeNames));
        var nameZh = Take(properties, NameZhNames);
        var nameEn = Take(properties, NameEnNames);
        var areaCode = Take(properties, AreaNames);
        var minZoom = short.TryParse(Take(properties, ZoomNames), out var zoom) && zoom is >= 0 and <= 24 ? zoom : (short)0;
        return new LayerRow(number, code, nameZh, nameEn, areaCode, minZoom, properties.ToJsonString(), shape);
    }

    private static JsonObject Properties(JsonElement feature) =>
        feature.ValueKind == JsonValueKind.Object && feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            ? JsonObject.Create(properties)!
            : [];

    private static JsonElement Member(JsonElement feature, string name) =>
        feature.ValueKind == JsonValueKind.Object && feature.TryGetProperty(name, out var member) ? member : throw new FormatException($"the feature has no {name}");

    private static string? Take(JsonObject properties, string[] names)
    {
        var value = Text(properties, names);
        if (value is not null)
        {
            properties.Remove(Key(properties, names)!);
        }

        return value;
    }

    private static string? Text(JsonObject properties, string[] names) =>
        Key(properties, names) is { } key && properties[key] is JsonValue value && value.ToString() is { Length: > 0 } text ? text : null;

    private static string? Key(JsonObject properties, string[] names) => names
        .Select(name => properties.Select(property => property.Key).FirstOrDefault(key => string.Equals(key, name, StringComparison.OrdinalIgnoreCase)))
        .FirstOrDefault(key => key is not null && properties[key] is not null);
}
