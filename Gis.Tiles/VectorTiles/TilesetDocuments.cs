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
        ["tilesets"] = new JsonArray([.. TileMatrixSet.All.Select(set => (JsonNode)Summary(layer, set, urls))]),
    };

    public static JsonObject Tileset(VisibleLayer layer, TileMatrixSet set, LayerContent content, OgcUrls urls) =>
        TilesetParts.WithLayers(Summary(layer, set, urls), set, [(layer, content)]);

    public static JsonObject TileJson(VisibleLayer layer, LayerContent content, OgcUrls urls)
    {
        var info = layer.Info;
        return TilesetParts.WithVectorLayers(
            new JsonObject
            {
                ["tilejson"] = "3.0.0",
                ["name"] = info.TitleEn,
                ["description"] = info.TitleZh,
                ["version"] = $"{info.Edition}.0.0",
            },
            urls.TileTemplate(info.Id, TileMatrixSet.WebMercatorQuad.Id, "z", "y", "x"),
            [(layer, content)]);
    }

    private static JsonObject Summary(VisibleLayer layer, TileMatrixSet set, OgcUrls urls) => TilesetParts.Summary(
        layer.Info.TitleEn, set, urls.Tileset(layer.Info.Id, set.Id), query: "", urls.TileTemplate(layer.Info.Id, set.Id, "tileMatrix", "tileRow", "tileCol"), urls);
}
