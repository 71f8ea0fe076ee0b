using System.Text.Json.Nodes;
using Gis.Tiles.Filters;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Features;

/// <summary>
/// The OpenAPI 3.0 definition of the OGC part; its text is <c>api.json</c>, the address of the server is added, and for each collection that the caller may see
/// the path of its items with a parameter for each queryable: from these GDAL learns what it can ask the server and need not sort out itself.
/// </summary>
internal static class ApiDefinition
{
    private const string ItemsPath = "/collections/{collectionId}/items";

    private static readonly string Text = EmbeddedText.Read("Features.api.json");

    public static JsonObject For(OgcUrls urls, IEnumerable<(string Collection, IReadOnlyList<LayerField> Fields)> collections)
    {
        var document = JsonNode.Parse(Text)!.AsObject();
        document["servers"] = new JsonArray(new JsonObject { ["url"] = urls.Root });
        var paths = document["paths"]!.AsObject();
        foreach (var (collection, fields) in collections)
        {
            paths[ItemsPath.Replace("{collectionId}", collection, StringComparison.Ordinal)] = Items(paths[ItemsPath]!, collection, fields);
        }

        return document;
    }

    private static JsonNode Items(JsonNode template, string collection, IReadOnlyList<LayerField> fields)
    {
        var path = template.DeepClone();
        foreach (var (method, operation) in path.AsObject())
        {
            operation!["operationId"] = $"{operation["operationId"]}_{collection}";
            operation["parameters"] = new JsonArray(
            [
                .. template[method]!["parameters"]!.AsArray().Where(parameter => !IsReplaced((string)parameter!["$ref"]!)).Select(parameter => parameter!.DeepClone()),
                .. method == "get" ? fields.Where(Queryables.IsQueryable).Select(Parameter) : [],
            ]);
        }

        return path;
    }

    private static bool IsReplaced(string reference) =>
        reference.EndsWith("/collectionId", StringComparison.Ordinal) || reference.EndsWith("/queryable", StringComparison.Ordinal);

    private static JsonObject Parameter(LayerField field) => new()
    {
        ["name"] = field.Name,
        ["in"] = "query",
        ["description"] = "Features with this value",
        ["style"] = "form",
        ["explode"] = false,
        ["schema"] = field.IsTime ? new JsonObject { ["type"] = field.Type, ["format"] = "date-time" } : new JsonObject { ["type"] = field.Type },
    };
}
