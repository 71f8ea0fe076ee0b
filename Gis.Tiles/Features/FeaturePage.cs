using System.Globalization;
using System.Text.Json;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Gis.Tiles.Features;

/// <summary>Streams a page of features as GeoJSON, row by row as the store gives them.</summary>
internal sealed class FeaturePage(VisibleLayer layer, ItemQuery query, IAsyncEnumerator<FeatureRow> rows, bool hasFirst, ItemReader items, TimeProvider clock) : IResult
{
    private const int FlushAtBytes = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = MediaTypes.GeoJson;
        await using var writer = new Utf8JsonWriter(httpContext.Response.BodyWriter, new JsonWriterOptions { Encoder = JsonDocumentResult.Options.Encoder, SkipValidation = true });
        writer.WriteStartObject();
        writer.WriteString("type", "FeatureCollection");
        writer.WriteString("timeStamp", clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        writer.WriteStartArray("features");
        var (returned, next) = await WriteRowsAsync(writer, httpContext);
        writer.WriteEndArray();
        writer.WriteNumber("numberReturned", returned);
        if (await MatchedAsync(returned, next, httpContext.RequestAborted) is { } matched)
        {
            writer.WriteNumber("numberMatched", matched);
        }

        WriteLinks(writer, httpContext.Request, next);
        writer.WriteEndObject();
        await writer.FlushAsync(httpContext.RequestAborted);
    }

    /// <summary>A first page that is also the last needs no counting. Counted after the rows, so that these do not wait for it.</summary>
    private async Task<long?> MatchedAsync(int returned, PagePlace? next, CancellationToken cancellationToken) =>
        query.After is null && next is null ? returned : await items.CountAsync(layer, query, cancellationToken);

    /// <summary>out: how many were written, and the place after which the next page begins, null where this is the last.</summary>
    private async Task<(int Returned, PagePlace? Next)> WriteRowsAsync(Utf8JsonWriter writer, HttpContext http)
    {
        await using var reading = rows;
        var returned = 0;
        PagePlace? last = null;
        for (var more = hasFirst; more; more = await rows.MoveNextAsync())
        {
            if (returned == query.Limit)
            {
                return (returned, last);
            }

            WriteFeature(writer, rows.Current);
            last = new PagePlace(rows.Current.SortValues, rows.Current.Id);
            returned++;
            if (writer.BytesPending >= FlushAtBytes)
            {
                await writer.FlushAsync(http.RequestAborted);
                await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
            }
        }

        return (returned, null);
    }

    public static void WriteFeature(Utf8JsonWriter writer, FeatureRow row)
    {
        writer.WriteStartObject();
        WriteFeatureMembers(writer, row);
        writer.WriteEndObject();
    }

    public static void WriteFeatureMembers(Utf8JsonWriter writer, FeatureRow row)
    {
        writer.WriteString("type", "Feature");
        writer.WriteNumber("id", row.Id);
        writer.WritePropertyName("geometry");
        writer.WriteRawValue(row.Geometry ?? "null", skipInputValidation: true);
        writer.WritePropertyName("properties");
        writer.WriteRawValue(row.Properties, skipInputValidation: true);
    }

    private void WriteLinks(Utf8JsonWriter writer, HttpRequest request, PagePlace? next)
    {
        var urls = new OgcUrls(request);
        var self = $"{urls.Items(layer.Info.Id)}{request.QueryString}";
        var links = new List<OgcLink>
        {
            new("self", self, MediaTypes.GeoJson, "This page"),
            new("collection", urls.Collection(layer.Info.Id), MediaTypes.Json, layer.Info.TitleEn),
        };
        if (next is { } after)
        {
            var parameters = request.Query
                .Where(parameter => parameter.Key != "after")
                .Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value.ToString()))
                .Append(KeyValuePair.Create("after", (string?)after.Token(query.Sort)));
            links.Add(new("next", QueryHelpers.AddQueryString(urls.Items(layer.Info.Id), parameters), MediaTypes.GeoJson, "Next page"));
        }

        writer.WritePropertyName("links");
        OgcLink.Array([.. links]).WriteTo(writer, JsonDocumentResult.Options);
    }
}
