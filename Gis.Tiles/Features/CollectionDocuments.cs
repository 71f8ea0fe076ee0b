using System.Text.Json.Nodes;
using Gis.Tiles.Crs;
using Gis.Tiles.Features.Exports;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Features;

/// <summary>Describes collections as OGC clients read them.</summary>
internal static class CollectionDocuments
{
    public static JsonObject Collection(VisibleLayer layer, LayerContent content, OgcUrls urls)
    {
        var info = layer.Info;
        var document = new JsonObject
        {
            ["id"] = info.Id,
            ["title"] = info.TitleEn,
            ["title_zh"] = info.TitleZh,
            ["description"] = $"{info.TitleEn} / {info.TitleZh}. {info.Source}{(info.Approximate ? " (approximate)" : "")}",
            ["attribution"] = info.Credit,
            ["license"] = info.Licence,
            ["owner"] = info.Owner,
            ["edition"] = info.Edition,
            ["updated"] = (info.EditedAt > info.ChangedAt ? info.EditedAt.Value : info.ChangedAt).UtcDateTime,
            ["itemType"] = "feature",
            ["crs"] = new JsonArray([.. ReferenceSystems.All.Select(system => (JsonNode)system.Uri)]),
            ["storageCrs"] = ReferenceSystems.Storage.Uri,
            ["links"] = Links(info, urls),
        };
        if (content.Extent is { } box)
        {
            document["extent"] = new JsonObject
            {
                ["spatial"] = new JsonObject { ["bbox"] = new JsonArray(new JsonArray(box.West, box.South, box.East, box.North)), ["crs"] = ReferenceSystems.Crs84.Uri },
            };
        }

        return document;
    }

    public static JsonObject Queryables(VisibleLayer layer, LayerContent content, OgcUrls urls)
    {
        var properties = new JsonObject
        {
            ["geometry"] = new JsonObject
            {
                ["title"] = "geometry",
                ["format"] = layer.Info.GeometryKind switch { "point" => "geometry-point-or-multipoint", "line" => "geometry-linestring-or-multilinestring", _ => "geometry-polygon-or-multipolygon" },
                ["x-ogc-role"] = "primary-geometry",
            },
        };
        foreach (var field in content.Fields.Where(Filters.Queryables.IsQueryable))
        {
            properties[field.Name] = Property(field, layer.Layer.Source);
        }

        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = urls.Queryables(layer.Info.Id),
            ["type"] = "object",
            ["title"] = layer.Info.TitleEn,
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Property(LayerField field, FeatureSource source)
    {
        var property = new JsonObject { ["title"] = field.Name, ["type"] = field.Type };
        if (field.IsTime)
        {
            property["format"] = "date-time";
        }

        if (field.Name == source.TimeProperty)
        {
            property["x-ogc-role"] = "primary-instant";
        }

        return property;
    }

    private static JsonArray Links(LayerInfo info, OgcUrls urls) => OgcLink.Array(
    [
        new OgcLink("self", urls.Collection(info.Id), MediaTypes.Json, info.TitleEn),
        new OgcLink("items", urls.Items(info.Id), MediaTypes.GeoJson, "Features"),
        new OgcLink("items", $"{urls.Items(info.Id)}?f=html", MediaTypes.Html, "Features as a page"),
        .. ExportForm.All.Select(form => new OgcLink("items", $"{urls.Items(info.Id)}?f={form.Name}", form.MediaType, form.Title)),
        new OgcLink("http://www.opengis.net/def/rel/ogc/1.0/queryables", urls.Queryables(info.Id), MediaTypes.JsonSchema, "Names and kinds of the properties"),
        new OgcLink("http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector", urls.Tilesets(info.Id), MediaTypes.Json, "Vector tiles"),
        new OgcLink("http://www.opengis.net/def/rel/ogc/1.0/styles", urls.Styles(info.Id), MediaTypes.Json, "Styles"),
    ]);
}
