using System.Text.Json.Nodes;
using Gis.Tiles.Http;
using Gis.Tiles.Matrices;

namespace Gis.Tiles.Records;

/// <summary>Where a record leads: to itself, to its catalogue, and to the layer as features and tiles, or as pictures.</summary>
internal static class RecordLinks
{
    public static JsonArray Of(CatalogueRecord record, RecordUrls urls)
    {
        var id = record.Id;
        return OgcLink.Array(
        [
            new OgcLink("self", urls.Record(id), MediaTypes.GeoJson, "This record"),
            new OgcLink("collection", urls.Collection, MediaTypes.OgcCatalog, "Catalogue of layers"),
            RecordDocuments.Profile(RecordDocuments.RecordProfile),
            RecordDocuments.Profile(RecordDocuments.CatalogProfile),
            new OgcLink("about", urls.Ogc.Collection(id), MediaTypes.Json, "The layer as a collection"),
            .. record.IsImage ? ToPictures(id, urls.Ogc) : ToFeatures(id, urls.Ogc),
        ]);
    }

    public static JsonObject Tiles(CatalogueRecord record, RecordUrls urls) => new()
    {
        ["rel"] = "item",
        ["type"] = record.IsImage ? MediaTypes.Png : MediaTypes.VectorTile,
        ["title"] = record.IsImage ? "One map tile" : "One vector tile",
        ["uriTemplate"] = record.IsImage
            ? urls.Ogc.MapTileTemplate(record.Id, TileMatrixSet.WebMercatorQuad.Id, "tileMatrix", "tileRow", "tileCol")
            : urls.Ogc.TileTemplate(record.Id, "tileMatrix", "tileRow", "tileCol"),
        ["variables"] = new JsonObject { ["tileMatrix"] = Whole(), ["tileRow"] = Whole(), ["tileCol"] = Whole() },
    };

    private static OgcLink[] ToFeatures(string id, OgcUrls ogc) =>
    [
        new OgcLink("items", ogc.Items(id), MediaTypes.GeoJson, "Features"),
        new OgcLink("http://www.opengis.net/def/rel/ogc/1.0/queryables", ogc.Queryables(id), MediaTypes.JsonSchema, "Names and kinds of the properties"),
        new OgcLink("http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector", ogc.Tilesets(id), MediaTypes.Json, "Vector tiles"),
        new OgcLink("preview", $"{ogc.Tileset(id)}?f=tilejson", MediaTypes.Json, "TileJSON"),
    ];

    private static OgcLink[] ToPictures(string id, OgcUrls ogc) =>
    [
        new OgcLink("http://www.opengis.net/def/rel/ogc/1.0/tilesets-map", ogc.MapTilesets(id), MediaTypes.Json, "Map tiles"),
        new OgcLink("preview", $"{ogc.MapTileset(id, TileMatrixSet.WebMercatorQuad.Id)}?f=tilejson", MediaTypes.Json, "TileJSON"),
    ];

    private static JsonObject Whole() => new() { ["type"] = "integer", ["minimum"] = 0 };
}
