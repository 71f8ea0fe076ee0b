using System.Globalization;
using System.Text.Json.Nodes;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;

namespace Gis.Tiles.VectorTiles;

/// <summary>Describes a layer's tiles: for OGC clients as a tileset, for map libraries as TileJSON.</summary>
internal static class TilesetDocuments
{
    public static JsonObject List(VisibleLayer layer, OgcUrls urls) => new()
    {
        ["links"] = OgcLink.Array(new OgcLink("self", urls.Tilesets(layer.Info.Id), MediaTypes.Json, "Tilesets of this collection")),
        ["tilesets"] = new JsonArray(Summary(layer, urls)),
    };

    public static JsonObject Tileset(VisibleLayer layer, LayerContent content, OgcUrls urls)
    {
        var document = Summary(layer, urls);
        document["layers"] = new JsonArray(new JsonObject
        {
            ["id"] = layer.Info.Id,
            ["dataType"] = "vector",
            ["geometryDimension"] = layer.Info.GeometryKind switch { "point" => 0, "line" => 1, _ => 2 },
            ["minTileMatrix"] = layer.Info.MinZoom.ToString(CultureInfo.InvariantCulture),
            ["maxTileMatrix"] = TileAddress.MaxZoom.ToString(CultureInfo.InvariantCulture),
            ["propertiesSchema"] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject(content.Fields.Select(field =>
                    KeyValuePair.Create(field.Name, (JsonNode?)new JsonObject { ["type"] = field.Type }))),
            },
        });
        if (content.Extent is { } box)
        {
            document["boundingBox"] = new JsonObject
            {
                ["lowerLeft"] = new JsonArray(box.West, box.South),
                ["upperRight"] = new JsonArray(box.East, box.North),
                ["crs"] = "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
            };
        }

        return document;
    }

    public static JsonObject TileJson(VisibleLayer layer, LayerContent content, OgcUrls urls)
    {
        var info = layer.Info;
        var document = new JsonObject
        {
            ["tilejson"] = "3.0.0",
            ["name"] = info.TitleEn,
            ["description"] = info.TitleZh,
            ["version"] = $"{info.Edition}.0.0",
            ["attribution"] = info.Credit,
            ["scheme"] = "xyz",
            ["tiles"] = new JsonArray(urls.TileTemplate(info.Id, "z", "y", "x")),
            ["minzoom"] = info.MinZoom,
            ["maxzoom"] = info.MaxZoom,
            ["vector_layers"] = new JsonArray(new JsonObject
            {
                ["id"] = info.Id,
                ["description"] = info.TitleEn,
                ["minzoom"] = info.MinZoom,
                ["maxzoom"] = info.MaxZoom,
                ["fields"] = new JsonObject(content.Fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)JsonValue.Create(field.Type)))),
            }),
        };
        if (content.Extent is { } box)
        {
            document["bounds"] = new JsonArray(box.West, box.South, box.East, box.North);
        }

        return document;
    }

    private static JsonObject Summary(VisibleLayer layer, OgcUrls urls) => new()
    {
        ["title"] = layer.Info.TitleEn,
        ["dataType"] = "vector",
        ["crs"] = TileMatrixSet.WebMercatorQuad.Crs,
        ["tileMatrixSetId"] = TileMatrixSet.WebMercatorQuad.Id,
        ["tileMatrixSetURI"] = TileMatrixSet.WebMercatorQuad.Uri,
        ["links"] = OgcLink.Array(
            new OgcLink("self", urls.Tileset(layer.Info.Id), MediaTypes.Json, "This tileset"),
            new OgcLink("alternate", $"{urls.Tileset(layer.Info.Id)}?f=tilejson", MediaTypes.Json, "TileJSON"),
            new OgcLink("http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme", urls.TileMatrixSet(TileMatrixSet.WebMercatorQuad.Id), MediaTypes.Json, "WebMercatorQuad"),
            new OgcLink("item", urls.TileTemplate(layer.Info.Id, "tileMatrix", "tileRow", "tileCol"), MediaTypes.VectorTile, "Tiles", Templated: true)),
    };
}
