using System.Text.Json;
using Gis.Tiles.Http;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.SensorThings;

/// <summary>Answers with what was read, written straight into the answer.</summary>
internal sealed class StaDocument(Action<Utf8JsonWriter> write) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = $"{MediaTypes.Json}; charset=utf-8";
        await using var json = new Utf8JsonWriter(httpContext.Response.BodyWriter, new JsonWriterOptions { Encoder = JsonDocumentResult.Options.Encoder, SkipValidation = true });
        write(json);
        await json.FlushAsync(httpContext.RequestAborted);
    }
}
