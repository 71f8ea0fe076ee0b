using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;

namespace Gis.Tiles.Styles;

/// <summary>Writes styles so that a map library can load them as they are, and lists of them.</summary>
internal static class StyleDocuments
{
    private const int PictureTileSize = 256;

    /// <summary>A whole style: one source, the tiles of this server, and the layers that draw it.</summary>
    /// <param name="isDark">What the style keeps for the dark theme stands in place of what it paints else.</param>
    public static JsonObject Style(StyledLayer layer, LayerStyle style, LonLatBox? extent, bool isDark, OgcUrls urls) => new()
    {
        ["version"] = 8,
        ["name"] = style.TitleEn,
        ["metadata"] = new JsonObject { ["title_zh"] = style.TitleZh, ["layer"] = layer.Info.Id, ["style"] = style.Id, ["version"] = style.Version },
        ["sources"] = new JsonObject { [layer.Info.Id] = Source(layer, extent, urls) },
        ["layers"] = new JsonArray([.. style.Drawing.Select(one => (JsonNode)Drawn(one, layer, isDark))]),
    };

    public static JsonObject List(StyledLayer layer, IReadOnlyList<LayerStyle> styles, OgcUrls urls) => new()
    {
        ["default"] = styles.First(style => style.IsDefault).Id,
        ["links"] = OgcLink.Array(new OgcLink("self", urls.Styles(layer.Info.Id), MediaTypes.Json, "Styles of this collection")),
        ["styles"] = Entries(layer, styles, urls),
    };

    public static JsonObject ListAll(IEnumerable<(StyledLayer Layer, IReadOnlyList<LayerStyle> Styles)> all, OgcUrls urls) => new()
    {
        ["links"] = OgcLink.Array(new OgcLink("self", urls.AllStyles, MediaTypes.Json, "Styles of all collections")),
        ["styles"] = new JsonArray([.. all.SelectMany(one => one.Styles.Select(style => (JsonNode)Entry(one.Layer, style, $"{one.Layer.Info.Id}.{style.Id}", urls)))]),
    };

    private static JsonArray Entries(StyledLayer layer, IReadOnlyList<LayerStyle> styles, OgcUrls urls) =>
        new([.. styles.Select(style => (JsonNode)Entry(layer, style, style.Id, urls))]);

    private static JsonObject Entry(StyledLayer layer, LayerStyle style, string id, OgcUrls urls)
    {
        var entry = new JsonObject
        {
            ["id"] = id,
            ["title"] = style.TitleEn,
            ["title_zh"] = style.TitleZh,
            ["collection"] = layer.Info.Id,
            ["links"] = OgcLink.Array(new OgcLink("stylesheet", urls.Style(layer.Info.Id, style.Id), MediaTypes.Style, "MapLibre style, version 8")),
        };
        if (style.ChangedAt is { } changedAt)
        {
            entry["updated"] = changedAt.UtcDateTime;
        }

        return entry;
    }

    private static JsonObject Source(StyledLayer layer, LonLatBox? extent, OgcUrls urls)
    {
        var source = layer.IsPicture
            ? new JsonObject
            {
                ["type"] = "raster",
                ["tiles"] = new JsonArray(urls.MapTileTemplate(layer.Info.Id, TileMatrixSet.WebMercatorQuad.Id, "z", "y", "x")),
                ["tileSize"] = PictureTileSize,
            }
            : new JsonObject { ["type"] = "vector", ["tiles"] = new JsonArray(urls.TileTemplate(layer.Info.Id, "z", "y", "x")) };
        source["minzoom"] = layer.Zooms.Min;
        source["maxzoom"] = layer.Zooms.Max;
        if (extent is { } box)
        {
            source["bounds"] = new JsonArray(box.West, box.South, box.East, box.North);
        }

        if (layer.Info.Credit.Length > 0)
        {
            source["attribution"] = layer.Info.Credit;
        }

        return source;
    }

    private static JsonObject Drawn(JsonElement one, StyledLayer layer, bool isDark)
    {
        var drawn = JsonObject.Create(one)!.DeepClone().AsObject();
        drawn["source"] = layer.Info.Id;
        if (!layer.IsPicture)
        {
            drawn["source-layer"] = layer.Info.Id;
        }

        if (isDark && one.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty(StyleCheck.Dark, out var dark) && dark.TryGetProperty("paint", out var paint))
        {
            var into = drawn["paint"] as JsonObject ?? [];
            drawn["paint"] = into;
            foreach (var property in paint.EnumerateObject())
            {
                into[property.Name] = JsonNode.Parse(property.Value.GetRawText());
            }
        }

        return drawn;
    }
}
