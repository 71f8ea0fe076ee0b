using System.Text.Json.Nodes;
using Gis.Tiles.Http;

namespace Gis.Tiles.Features;

/// <summary>The OpenAPI 3.0 definition of the OGC part; its text is <c>api.json</c>, the address of the server is added.</summary>
internal static class ApiDefinition
{
    private static readonly string Text = Layers.EmbeddedText.Read("Features.api.json");

    public static JsonObject For(OgcUrls urls)
    {
        var document = JsonNode.Parse(Text)!.AsObject();
        document["servers"] = new JsonArray(new JsonObject { ["url"] = urls.Root });
        return document;
    }
}
