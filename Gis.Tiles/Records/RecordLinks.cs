using System.Text.Json.Nodes;
using Gis.Tiles.Http;

namespace Gis.Tiles.Records;

/// <summary>Where a record leads: to itself, to its catalogue, and to the layer as features and tiles.</summary>
internal static class RecordLinks
{
    public static JsonArray Of(CatalogueRecord record, RecordUrls urls)
    {
        var (id, ogc) = (record.Id, urls.Ogc);
        return OgcLink.Array(
            new OgcLink("self", urls.Record(id), MediaTypes.GeoJson, "This record"),
            new OgcLink("collection", urls.Collection, MediaTypes.OgcCatalog, "Catalogue of layers"),
            RecordDocuments.Profile(RecordDocuments.RecordProfile),
            RecordDocuments.Profile(RecordDocuments.CatalogProfile),
            new OgcLink("about", ogc.Collection(id), MediaTypes.Json, "The layer as a collection of features"),
            new OgcLink("items", ogc.Items(id), MediaTypes.GeoJson, "Features"),
            new OgcLink("http://www.opengis.net/def/rel/ogc/1.0/queryables", ogc.Queryables(id), MediaTypes.JsonSchema, "Names and kinds of the properties"),
            new OgcLink("http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector", ogc.Tilesets(id), MediaTypes.Json, "Vector tiles"),
            new OgcLink("preview", $"{ogc.Tileset(id)}?f=tilejson", MediaTypes.Json, "TileJSON"));
    }

    public static JsonObject Tiles(CatalogueRecord record, RecordUrls urls) => new()
    {
        ["rel"] = "item",
        ["type"] = MediaTypes.VectorTile,
        ["title"] = "One vector tile",
        ["uriTemplate"] = urls.Ogc.TileTemplate(record.Id, "tileMatrix", "tileRow", "tileCol"),
        ["variables"] = new JsonObject { ["tileMatrix"] = Whole(), ["tileRow"] = Whole(), ["tileCol"] = Whole() },
    };

    private static JsonObject Whole() => new() { ["type"] = "integer", ["minimum"] = 0 };
}
