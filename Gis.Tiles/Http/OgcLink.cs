using System.Text.Json.Nodes;

namespace Gis.Tiles.Http;

/// <summary>A link of an OGC document.</summary>
internal sealed record OgcLink(string Rel, string Href, string Type, string Title, bool Templated = false)
{
    public static JsonArray Array(params OgcLink[] links) => [.. links.Select(link => (JsonNode)link.ToJson())];

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["rel"] = Rel, ["href"] = Href, ["type"] = Type, ["title"] = Title };
        if (Templated)
        {
            json["templated"] = true;
        }

        return json;
    }
}
