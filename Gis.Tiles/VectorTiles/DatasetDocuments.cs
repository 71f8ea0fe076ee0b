using System.Text.Json.Nodes;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;

namespace Gis.Tiles.VectorTiles;

/// <summary>Describes tiles of several layers: for OGC clients as a tileset, for map libraries as TileJSON.</summary>
internal static class DatasetDocuments
{
    private const string Title = "GisCommand";

    public static JsonObject List(DatasetLayers chosen, OgcUrls urls) => new()
    {
        ["links"] = OgcLink.Array(new OgcLink("self", urls.DatasetTilesets + chosen.Query, MediaTypes.Json, "Tilesets of several collections")),
        ["tilesets"] = new JsonArray([.. TileMatrixSet.All.Select(set => (JsonNode)Summary(chosen, set, urls))]),
    };

    public static JsonObject Tileset(DatasetLayers chosen, TileMatrixSet set, IReadOnlyList<(VisibleLayer, LayerContent)> layers, OgcUrls urls) =>
        TilesetParts.WithLayers(Summary(chosen, set, urls), set, layers);

    public static JsonObject TileJson(DatasetLayers chosen, IReadOnlyList<(VisibleLayer, LayerContent)> layers, OgcUrls urls) => TilesetParts.WithVectorLayers(
        new JsonObject { ["tilejson"] = "3.0.0", ["name"] = Title },
        urls.DatasetTileTemplate(TileMatrixSet.WebMercatorQuad.Id, "z", "y", "x") + chosen.Query,
        layers);

    private static JsonObject Summary(DatasetLayers chosen, TileMatrixSet set, OgcUrls urls) => TilesetParts.Summary(
        Title, set, urls.DatasetTileset(set.Id), chosen.Query, urls.DatasetTileTemplate(set.Id, "tileMatrix", "tileRow", "tileCol") + chosen.Query, urls);
}
