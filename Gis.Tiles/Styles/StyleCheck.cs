using System.Text.Json;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Styles;

/// <summary>
/// Looks whether the layers of a style draw this layer and nothing else: known types, properties, values and expressions, no other source, no address, no picture
/// of a sprite. What an expression gives must fit its property; how types fit inside is left to who draws.
/// </summary>
internal static class StyleCheck
{
    public const int MostLayers = 50;
    private const int MostValues = 10_000;
    private const double MostZoom = 24;

    /// <summary>Where a layer of a style keeps what the dark theme paints otherwise.</summary>
    public const string Dark = "gis:dark";

    private static readonly string[] Members = ["id", "type", "source", "source-layer", "minzoom", "maxzoom", "filter", "layout", "paint", "metadata"];

    /// <summary>Throws where something can't be used; what stands in <c>source</c> and <c>source-layer</c> need not be said and must be the layer's id.</summary>
    public static void Check(JsonElement layers, LayerInfo layer, string at)
    {
        if (layers.ValueKind != JsonValueKind.Array || layers.GetArrayLength() is 0 or > MostLayers)
        {
            throw StyleFault.At(at, "accepted-style-layers");
        }

        StyleValues.CheckBounds(layers, at, MostValues);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var one in layers.EnumerateArray())
        {
            var here = $"{at}/{number++}";
            CheckMembers(one, here);
            if (!one.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String || !StyleText.IsId(id.GetString()!) || !ids.Add(id.GetString()!))
            {
                throw StyleFault.At($"{here}/id", "accepted-style-id");
            }

            CheckLayer(one, layer, here);
        }
    }

    private static void CheckMembers(JsonElement one, string at)
    {
        if (one.ValueKind != JsonValueKind.Object)
        {
            throw StyleFault.At(at, "accepted-style-layer");
        }

        foreach (var member in one.EnumerateObject().Where(member => !Members.Contains(member.Name, StringComparer.Ordinal)))
        {
            throw StyleFault.At(StyleFault.Step(at, member.Name), string.Join(", ", Members));
        }
    }

    private static void CheckLayer(JsonElement one, LayerInfo layer, string at)
    {
        var isPicture = layer.GeometryKind == "raster";
        var types = isPicture ? StyleRules.PictureTypes : StyleRules.VectorTypes;
        if (!one.TryGetProperty("type", out var said) || said.ValueKind != JsonValueKind.String || !types.Contains(said.GetString()!, StringComparer.Ordinal))
        {
            throw StyleFault.At($"{at}/type", string.Join(", ", types));
        }

        foreach (var name in (string[])["source", "source-layer"])
        {
            if (one.TryGetProperty(name, out var source) && (isPicture && name == "source-layer" || source.ValueKind != JsonValueKind.String || source.GetString() != layer.Id))
            {
                throw StyleFault.At($"{at}/{name}", layer.Id);
            }
        }

        CheckZooms(one, at);
        if (one.TryGetProperty("filter", out var filter))
        {
            StyleExpression.Check(filter, isFilter: true, $"{at}/filter");
            StyleTypes.CheckFilter(filter, $"{at}/filter");
        }

        var type = said.GetString()!;
        CheckProperties(one, type, "layout", at);
        CheckProperties(one, type, "paint", at);
        CheckMetadata(one, type, at);
    }

    private static void CheckZooms(JsonElement one, string at)
    {
        foreach (var name in (string[])["minzoom", "maxzoom"])
        {
            if (one.TryGetProperty(name, out var zoom) && !(zoom.ValueKind == JsonValueKind.Number && zoom.TryGetDouble(out var value) && value is >= 0 and <= MostZoom))
            {
                throw StyleFault.At($"{at}/{name}", "0 … 24");
            }
        }

        if (one.TryGetProperty("minzoom", out var from) && one.TryGetProperty("maxzoom", out var to) && from.GetDouble() >= to.GetDouble())
        {
            throw StyleFault.At($"{at}/maxzoom", "accepted-style-zooms");
        }
    }

    /// <summary>What the dark theme paints otherwise is checked as paint is; other notes of the maker's are his.</summary>
    private static void CheckMetadata(JsonElement one, string type, string at)
    {
        if (!one.TryGetProperty("metadata", out var metadata))
        {
            return;
        }

        if (metadata.ValueKind != JsonValueKind.Object)
        {
            throw StyleFault.At($"{at}/metadata", "accepted-style-object");
        }

        if (metadata.TryGetProperty(Dark, out var dark))
        {
            var here = $"{at}/metadata/{Dark}";
            if (dark.ValueKind != JsonValueKind.Object || dark.EnumerateObject().Any(member => member.Name != "paint"))
            {
                throw StyleFault.At(here, "paint");
            }

            CheckProperties(dark, type, "paint", here);
        }
    }

    private static void CheckProperties(JsonElement one, string type, string part, string at)
    {
        if (!one.TryGetProperty(part, out var properties))
        {
            return;
        }

        if (properties.ValueKind != JsonValueKind.Object)
        {
            throw StyleFault.At($"{at}/{part}", "accepted-style-object");
        }

        var rules = StyleRules.Of(type, part);
        foreach (var property in properties.EnumerateObject())
        {
            var here = StyleFault.Step($"{at}/{part}", property.Name);
            if (!rules.TryGetValue(property.Name, out var rule))
            {
                throw StyleFault.At(here, string.Join(", ", rules.Keys));
            }

            StyleValues.Check(property.Value, rule, here);
        }
    }
}
