using Gis.Tiles.Features.Exports;
using Gis.Tiles.Html;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Gis.Tiles.Features;

/// <summary>Streams a page of features in the form asked for, row by row as the store gives them.</summary>
internal sealed class FeaturePage(VisibleLayer layer, ItemQuery query, IAsyncEnumerator<FeatureRow> rows, bool hasFirst, ItemReader items, TimeProvider clock) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using IFeatureForm form = AnswerForm.IsHtml(httpContext.Request) ? new HtmlFeatures(httpContext.Response, layer) : new GeoJsonFeatures(httpContext.Response, clock);
        form.Begin();
        var (returned, next) = await WriteRowsAsync(form, httpContext.RequestAborted);
        LayerUse.Of(httpContext)?.Gave(returned);
        var matched = await MatchedAsync(returned, next, httpContext.RequestAborted);
        await form.EndAsync(returned, matched, Links(httpContext.Request, next), httpContext.RequestAborted);
    }

    /// <summary>A first page that is also the last needs no counting. Counted after the rows, so that these do not wait for it.</summary>
    private async Task<long?> MatchedAsync(int returned, PagePlace? next, CancellationToken cancellationToken) =>
        query.After is null && next is null ? returned : await items.CountAsync(layer, query, cancellationToken);

    /// <summary>out: how many were written, and the place after which the next page begins, null where this is the last.</summary>
    private async Task<(int Returned, PagePlace? Next)> WriteRowsAsync(IFeatureForm form, CancellationToken cancellationToken)
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

            await form.WriteAsync(rows.Current, cancellationToken);
            last = new PagePlace(rows.Current.SortValues, rows.Current.Id);
            returned++;
        }

        return (returned, null);
    }

    private List<OgcLink> Links(HttpRequest request, PagePlace? next)
    {
        var urls = new OgcUrls(request);
        var form = AnswerForm.IsHtml(request) ? MediaTypes.Html : MediaTypes.GeoJson;
        var links = new List<OgcLink>
        {
            new("self", $"{urls.Items(layer.Info.Id)}{request.QueryString}", form, "This page"),
            AnswerForm.Alternate(request, MediaTypes.GeoJson),
            new("collection", urls.Collection(layer.Info.Id), MediaTypes.Json, layer.Info.TitleEn),
        };
        links.AddRange(ExportForm.Links(request, "alternate"));
        if (next is { } after)
        {
            var parameters = request.Query
                .Where(parameter => parameter.Key != "after")
                .Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value.ToString()))
                .Append(KeyValuePair.Create("after", (string?)after.Token(query.Sort)));
            links.Add(new("next", QueryHelpers.AddQueryString(urls.Items(layer.Info.Id), parameters), form, "Next page"));
        }

        return links;
    }
}
