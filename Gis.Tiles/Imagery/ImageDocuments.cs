using System.Globalization;
using System.Text.Json.Nodes;
using Gis.Tiles.Crs;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;

namespace Gis.Tiles.Imagery;

/// <summary>Describes image layers: as collections, as tilesets, and as TileJSON.</summary>
internal static class ImageDocuments
{
    private const string TilesetsMap = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-map";
    private const string TilingScheme = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme";

    public static JsonObject Collection(VisibleImage layer, OgcUrls urls)
    {
        var info = layer.Info;
        var extent = new JsonObject();
        if (info.Extent is { } box)
        {
            extent["spatial"] = new JsonObject { ["bbox"] = new JsonArray(new JsonArray(box.West, box.South, box.East, box.North)), ["crs"] = ReferenceSystems.Crs84.Uri };
        }

        var times = layer.Layer.Times.ToList();
        if (times.Count > 0)
        {
            extent["temporal"] = new JsonObject
            {
                ["interval"] = new JsonArray(new JsonArray(Moment(times[^1]), Moment(times[0]))),
                ["grid"] = new JsonObject { ["cellsCount"] = times.Count, ["coordinates"] = new JsonArray([.. times.AsEnumerable().Reverse().Select(time => (JsonNode)time)]) },
            };
        }

        return new JsonObject
        {
            ["id"] = info.Id,
            ["title"] = info.TitleEn,
            ["title_zh"] = info.TitleZh,
            ["description"] = $"{info.TitleEn} / {info.TitleZh}. {info.Source}{(info.Approximate ? " (approximate)" : "")}",
            ["attribution"] = info.Credit,
            ["license"] = info.Licence,
            ["owner"] = info.Owner,
            ["edition"] = info.Edition,
            ["updated"] = info.ChangedAt.UtcDateTime,
            ["dataType"] = "map",

            // By this word GDAL's client for features knows that there are none and leaves the collection out.
            ["layerDataType"] = "Raster",
            ["extent"] = extent,
            ["links"] = OgcLink.Array(
                new OgcLink("self", urls.Collection(info.Id), MediaTypes.Json, info.TitleEn),
                new OgcLink(TilesetsMap, urls.MapTilesets(info.Id), MediaTypes.Json, "Map tiles"),
                new OgcLink("http://www.opengis.net/def/rel/ogc/1.0/styles", urls.Styles(info.Id), MediaTypes.Json, "Styles")),
        };
    }

    public static JsonObject Tilesets(VisibleImage layer, OgcUrls urls) => new()
    {
        ["links"] = OgcLink.Array(new OgcLink("self", urls.MapTilesets(layer.Info.Id), MediaTypes.Json, "Map tilesets of this collection")),
        ["tilesets"] = new JsonArray([.. TileMatrixSet.All.Select(set => (JsonNode)Summary(layer, set, urls))]),
    };

    public static JsonObject Tileset(VisibleImage layer, TileMatrixSet set, OgcUrls urls)
    {
        var document = Summary(layer, set, urls);
        if (layer.Info.Extent is { } box)
        {
            document["boundingBox"] = new JsonObject
            {
                ["lowerLeft"] = new JsonArray(box.West, box.South),
                ["upperRight"] = new JsonArray(box.East, box.North),
                ["crs"] = ReferenceSystems.Crs84.Uri,
            };
            document["tileMatrixSetLimits"] = new JsonArray([.. Zooms(layer, set).Select(zoom => (JsonNode)Limits(set.Cover(box, zoom), zoom))]);
        }

        return document;
    }

    public static JsonObject TileJson(VisibleImage layer, OgcUrls urls)
    {
        var info = layer.Info;
        var zooms = layer.Layer.Zooms(TileMatrixSet.WebMercatorQuad);
        var document = new JsonObject
        {
            ["tilejson"] = "3.0.0",
            ["name"] = info.TitleEn,
            ["description"] = info.TitleZh,
            ["version"] = $"{info.Edition}.0.0",
            ["attribution"] = info.Credit,
            ["scheme"] = "xyz",
            ["tiles"] = new JsonArray(urls.MapTileTemplate(info.Id, TileMatrixSet.WebMercatorQuad.Id, "z", "y", "x")),
            ["minzoom"] = zooms.Min,
            ["maxzoom"] = zooms.Max,
        };
        if (info.Extent is { } box)
        {
            document["bounds"] = new JsonArray(box.West, box.South, box.East, box.North);
        }

        return document;
    }

    public static IEnumerable<int> Zooms(VisibleImage layer, TileMatrixSet set)
    {
        var zooms = layer.Layer.Zooms(set);
        return Enumerable.Range(zooms.Min, zooms.Max - zooms.Min + 1);
    }

    private static string Moment(string time) => time.Contains('T', StringComparison.Ordinal) ? time : $"{time}T00:00:00Z";

    private static JsonObject Summary(VisibleImage layer, TileMatrixSet set, OgcUrls urls) => new()
    {
        ["title"] = layer.Info.TitleEn,
        ["dataType"] = "map",
        ["crs"] = set.Crs,
        ["tileMatrixSetId"] = set.Id,
        ["tileMatrixSetURI"] = set.Uri,
        ["links"] = OgcLink.Array(
            new OgcLink("self", urls.MapTileset(layer.Info.Id, set.Id), MediaTypes.Json, "This tileset"),
            new OgcLink(TilingScheme, urls.TileMatrixSet(set.Id), MediaTypes.Json, set.Id),
            new OgcLink("item", urls.MapTileTemplate(layer.Info.Id, set.Id, "tileMatrix", "tileRow", "tileCol"), MediaTypes.Png, "Tiles", Templated: true)),
    };

    private static JsonObject Limits(TileRange tiles, int zoom) => new()
    {
        ["tileMatrix"] = zoom.ToString(CultureInfo.InvariantCulture),
        ["minTileRow"] = tiles.MinRow,
        ["maxTileRow"] = tiles.MaxRow,
        ["minTileCol"] = tiles.MinColumn,
        ["maxTileCol"] = tiles.MaxColumn,
    };
}
