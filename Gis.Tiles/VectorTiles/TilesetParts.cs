using System.Globalization;
using System.Text.Json.Nodes;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;

namespace Gis.Tiles.VectorTiles;

/// <summary>What descriptions of tilesets have in common, whether their tiles hold one layer or several.</summary>
internal static class TilesetParts
{
    private const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    /// <param name="title">of the tileset</param>
    /// <param name="set">that its tiles are of</param>
    /// <param name="address">of the tileset, without a query</param>
    /// <param name="query">what stands behind the addresses, with its question mark; empty where nothing does</param>
    /// <param name="template">of a tile's address, with the query</param>
    /// <param name="urls">of the other resources</param>
    public static JsonObject Summary(string title, TileMatrixSet set, string address, string query, string template, OgcUrls urls) => new()
    {
        ["title"] = title,
        ["dataType"] = "vector",
        ["crs"] = set.Crs,
        ["tileMatrixSetId"] = set.Id,
        ["tileMatrixSetURI"] = set.Uri,
        ["links"] = OgcLink.Array(
        [
            new OgcLink("self", address + query, MediaTypes.Json, "This tileset"),
            .. set == TileMatrixSet.WebMercatorQuad
                ? [new OgcLink("alternate", $"{address}{query}{(query.Length == 0 ? '?' : '&')}f=tilejson", MediaTypes.Json, "TileJSON")]
                : Array.Empty<OgcLink>(),
            new OgcLink("http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme", urls.TileMatrixSet(set.Id), MediaTypes.Json, set.Id),
            new OgcLink("item", template, MediaTypes.VectorTile, "Tiles", Templated: true),
        ]),
    };

    public static JsonObject WithLayers(JsonObject summary, TileMatrixSet set, IReadOnlyList<(VisibleLayer Layer, LayerContent Content)> layers)
    {
        summary["layers"] = new JsonArray([.. layers.Select(shown => (JsonNode)new JsonObject
        {
            ["id"] = shown.Layer.Info.Id,
            ["dataType"] = "vector",
            ["geometryDimension"] = shown.Layer.Info.GeometryKind switch { "point" => 0, "line" => 1, _ => 2 },
            ["minTileMatrix"] = FirstZoom(shown.Layer.Info, set).ToString(CultureInfo.InvariantCulture),
            ["maxTileMatrix"] = TileAddress.MaxZoom.ToString(CultureInfo.InvariantCulture),
            ["propertiesSchema"] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject(shown.Content.Fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)new JsonObject { ["type"] = field.Type }))),
            },
        })]);
        if (Extent(layers) is { } box)
        {
            summary["boundingBox"] = new JsonObject
            {
                ["lowerLeft"] = new JsonArray(box.West, box.South),
                ["upperRight"] = new JsonArray(box.East, box.North),
                ["crs"] = Crs84,
            };
        }

        return summary;
    }

    /// <summary>TileJSON of tiles in the grid of web maps.</summary>
    public static JsonObject WithVectorLayers(JsonObject document, string template, IReadOnlyList<(VisibleLayer Layer, LayerContent Content)> layers)
    {
        document["attribution"] = string.Join("; ", layers.Select(shown => shown.Layer.Info.Credit).Where(credit => credit.Length > 0).Distinct());
        document["scheme"] = "xyz";
        document["tiles"] = new JsonArray(template);
        document["minzoom"] = layers.Select(shown => shown.Layer.Info.MinZoom).DefaultIfEmpty(0).Min();
        document["maxzoom"] = layers.Select(shown => shown.Layer.Info.MaxZoom).DefaultIfEmpty(0).Max();
        document["vector_layers"] = new JsonArray([.. layers.Select(shown => (JsonNode)new JsonObject
        {
            ["id"] = shown.Layer.Info.Id,
            ["description"] = shown.Layer.Info.TitleEn,
            ["minzoom"] = shown.Layer.Info.MinZoom,
            ["maxzoom"] = shown.Layer.Info.MaxZoom,
            ["fields"] = new JsonObject(shown.Content.Fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)JsonValue.Create(field.Type)))),
        })]);
        if (Extent(layers) is { } box)
        {
            document["bounds"] = new JsonArray(box.West, box.South, box.East, box.North);
        }

        return document;
    }

    /// <summary>Layers count their zooms as web maps do.</summary>
    private static int FirstZoom(LayerInfo layer, TileMatrixSet set) => set == TileMatrixSet.WebMercatorQuad ? layer.MinZoom : Math.Max(0, layer.MinZoom - 1);

    private static LonLatBox? Extent(IReadOnlyList<(VisibleLayer Layer, LayerContent Content)> layers) =>
        layers.Select(shown => shown.Content.Extent).OfType<LonLatBox>().ToList() is { Count: > 0 } boxes
            ? new LonLatBox(boxes.Min(box => box.West), boxes.Min(box => box.South), boxes.Max(box => box.East), boxes.Max(box => box.North))
            : null;
}
