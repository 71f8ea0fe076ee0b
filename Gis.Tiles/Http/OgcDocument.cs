using System.Text.Json.Nodes;
using Gis.Tiles.Html;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Http;

/// <summary>Answers with a document as JSON, or as a page for who looks with a browser; where it has links, one leads to its other form.</summary>
internal sealed class OgcDocument(JsonObject document, string mediaType = MediaTypes.Json, string? title = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        (document["links"] as JsonArray)?.Add((JsonNode)AnswerForm.Alternate(httpContext.Request, mediaType).ToJson());
        httpContext.Response.Headers.Append("Vary", "Accept");
        if (!AnswerForm.IsHtml(httpContext.Request))
        {
            return new JsonDocumentResult(document, mediaType).ExecuteAsync(httpContext);
        }

        httpContext.Response.ContentType = $"{MediaTypes.Html}; charset=utf-8";
        var page = HtmlDocument.Of(document, title ?? (string?)document["title"] ?? "GisCommand", new OgcUrls(httpContext.Request).Root);
        return httpContext.Response.WriteAsync(page, httpContext.RequestAborted);
    }
}
