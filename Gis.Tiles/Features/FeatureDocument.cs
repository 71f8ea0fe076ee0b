using System.Globalization;
using System.Text.Json;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Features;

/// <summary>One feature as GeoJSON.</summary>
internal sealed class FeatureDocument(VisibleLayer layer, FeatureRow row) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var urls = new OgcUrls(httpContext.Request);
        httpContext.Response.ContentType = MediaTypes.GeoJson;
        await using var writer = new Utf8JsonWriter(httpContext.Response.BodyWriter, new JsonWriterOptions { Encoder = JsonDocumentResult.Options.Encoder });
        writer.WriteStartObject();
        FeaturePage.WriteFeatureMembers(writer, row);
        writer.WritePropertyName("links");
        OgcLink.Array(
            new OgcLink("self", $"{urls.Items(layer.Info.Id)}/{row.Id.ToString(CultureInfo.InvariantCulture)}", MediaTypes.GeoJson, "This feature"),
            new OgcLink("collection", urls.Collection(layer.Info.Id), MediaTypes.Json, layer.Info.TitleEn)).WriteTo(writer, JsonDocumentResult.Options);
        writer.WriteEndObject();
        await writer.FlushAsync(httpContext.RequestAborted);
    }
}
