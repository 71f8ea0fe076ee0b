using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Usage;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Features;

/// <summary>One feature as GeoJSON, or as a page.</summary>
internal sealed class FeatureDocument(VisibleLayer layer, FeatureRow row) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var request = httpContext.Request;
        LayerUse.Of(httpContext)?.Gave(1);
        if (AnswerForm.IsHtml(request))
        {
            await PageAsync(httpContext);
            return;
        }

        httpContext.Response.ContentType = MediaTypes.GeoJson;
        await using var writer = new Utf8JsonWriter(httpContext.Response.BodyWriter, new JsonWriterOptions { Encoder = JsonDocumentResult.Options.Encoder });
        writer.WriteStartObject();
        writer.WriteString("type", "Feature");
        writer.WriteNumber("id", row.Id);
        writer.WritePropertyName("geometry");
        writer.WriteRawValue(row.Geometry.Span, skipInputValidation: true);
        writer.WritePropertyName("properties");
        writer.WriteRawValue(row.Properties.Span, skipInputValidation: true);
        writer.WritePropertyName("links");
        OgcLink.Array([.. Links(request), AnswerForm.Alternate(request, MediaTypes.GeoJson)]).WriteTo(writer, JsonDocumentResult.Options);
        writer.WriteEndObject();
        await writer.FlushAsync(httpContext.RequestAborted);
    }

    private Task PageAsync(HttpContext http)
    {
        var document = new JsonObject
        {
            ["id"] = row.Id,
            ["properties"] = JsonNode.Parse(row.Properties.Span),
            ["geometry"] = row.HasGeometry ? Encoding.UTF8.GetString(row.Geometry.Span) : null,
            ["links"] = OgcLink.Array([.. Links(http.Request)]),
        };
        return new OgcDocument(document, MediaTypes.GeoJson, $"{layer.Info.TitleEn} / {layer.Info.TitleZh} {row.Id.ToString(CultureInfo.InvariantCulture)}").ExecuteAsync(http);
    }

    private IEnumerable<OgcLink> Links(HttpRequest request)
    {
        var urls = new OgcUrls(request);
        var form = AnswerForm.IsHtml(request) ? MediaTypes.Html : MediaTypes.GeoJson;
        yield return new OgcLink("self", $"{urls.Items(layer.Info.Id)}/{row.Id.ToString(CultureInfo.InvariantCulture)}{request.QueryString}", form, "This feature");
        yield return new OgcLink("collection", urls.Collection(layer.Info.Id), MediaTypes.Json, layer.Info.TitleEn);
    }
}
