using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Http;

/// <summary>Answers with a JSON document; Chinese stays readable in it.</summary>
internal sealed class JsonDocumentResult(JsonNode document, string mediaType = MediaTypes.Json) : IResult
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = mediaType;
        return httpContext.Response.WriteAsync(document.ToJsonString(Options), httpContext.RequestAborted);
    }
}
