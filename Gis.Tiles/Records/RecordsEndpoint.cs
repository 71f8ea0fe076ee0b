using System.Globalization;
using System.Text.Json.Nodes;
using Gis.Tiles.Access;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Gis.Tiles.Records;

/// <summary>The catalogue as OGC API Records: the collection <c>records</c>, whose items are the records of the layers that the caller may see.</summary>
internal static class RecordsEndpoint
{
    private static readonly string[] Forms = ["json", AnswerForm.Html];
    private static readonly string[] ItemForms = ["json", "geojson", AnswerForm.Html];

    public static void Map(IEndpointRouteBuilder ogc)
    {
        ogc.MapGet($"/collections/{RecordUrls.Id}", DescribeAsync).WithQuery(Forms).WithName("describeRecords");
        ogc.MapGet($"/collections/{RecordUrls.Id}/queryables", DescribeQueryables).WithQuery(Forms).WithName("getRecordQueryables");
        ogc.MapGet($"/collections/{RecordUrls.Id}/items", ListAsync).WithQuery(ItemForms, RecordQuery.Names).WithName("getRecords");
        ogc.MapGet($"/collections/{RecordUrls.Id}/items/{{recordId}}", FindAsync).WithQuery(ItemForms).WithName("getRecord");
    }

    private static async Task<IResult> DescribeAsync(RecordCatalogue catalogue, HttpContext http, CancellationToken cancellationToken)
    {
        var records = await catalogue.ListAsync(Viewer.Of(http.User), cancellationToken);
        Caching.DescribeDocument(http.Response);
        return new OgcDocument(RecordDocuments.Collection(Urls(http), Around(records)), MediaTypes.OgcCatalog);
    }

    private static OgcDocument DescribeQueryables(HttpContext http)
    {
        Caching.DescribeDocument(http.Response);
        return new OgcDocument(RecordDocuments.Queryables(Urls(http)), MediaTypes.JsonSchema);
    }

    private static async Task<IResult> ListAsync(RecordCatalogue catalogue, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        if (RecordQuery.TryParse(http.Request.Query, out var why) is not { } query)
        {
            return why!;
        }

        var now = clock.GetUtcNow();
        var matching = RecordSearch.Select(await catalogue.ListAsync(Viewer.Of(http.User), cancellationToken), query, now).ToList();
        var rest = matching.Where(record => query.After is null || string.CompareOrdinal(record.Id, query.After) > 0).ToList();
        var page = rest.Take(query.Limit).ToList();
        var urls = Urls(http);
        Caching.DescribeDocument(http.Response);
        return new OgcDocument(
            new JsonObject
            {
                ["type"] = "FeatureCollection",
                ["timeStamp"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["numberMatched"] = matching.Count,
                ["numberReturned"] = page.Count,
                ["features"] = new JsonArray([.. page.Select(record => (JsonNode)RecordDocuments.Record(record, urls, now))]),
                ["links"] = PageLinks(http.Request, urls, page.Count < rest.Count ? page[^1].Id : null),
            },
            MediaTypes.GeoJson,
            "Records");
    }

    private static async Task<IResult> FindAsync(string recordId, RecordCatalogue catalogue, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        if (await catalogue.FindAsync(recordId, Viewer.Of(http.User), cancellationToken) is not { } record)
        {
            return Refusal.NotFound;
        }

        Caching.DescribeDocument(http.Response);
        return new OgcDocument(RecordDocuments.Record(record, Urls(http), clock.GetUtcNow()), MediaTypes.GeoJson, $"{record.Info.TitleEn} / {record.Info.TitleZh}");
    }

    /// <summary>The collection as the list of collections shows it.</summary>
    public static async Task<JsonObject> CollectionAsync(RecordCatalogue catalogue, HttpContext http, CancellationToken cancellationToken) =>
        RecordDocuments.Collection(Urls(http), Around(await catalogue.ListAsync(Viewer.Of(http.User), cancellationToken)));

    private static JsonArray PageLinks(HttpRequest request, RecordUrls urls, string? after)
    {
        var form = AnswerForm.IsHtml(request) ? MediaTypes.Html : MediaTypes.GeoJson;
        var links = new List<OgcLink>
        {
            new("self", $"{urls.Items}{request.QueryString}", form, "This page"),
            new("collection", urls.Collection, MediaTypes.OgcCatalog, "Catalogue of layers"),
            RecordDocuments.Profile(RecordDocuments.RecordProfile),
            RecordDocuments.Profile(RecordDocuments.CatalogProfile),
        };
        if (after is not null)
        {
            var parameters = request.Query
                .Where(parameter => parameter.Key != "after")
                .Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value.ToString()))
                .Append(KeyValuePair.Create("after", (string?)after));
            links.Add(new OgcLink("next", QueryHelpers.AddQueryString(urls.Items, parameters), form, "Next page"));
        }

        return OgcLink.Array([.. links]);
    }

    private static LonLatBox? Around(IEnumerable<CatalogueRecord> records) => records.Select(record => record.Extent).OfType<LonLatBox>().Aggregate(
        (LonLatBox?)null,
        (all, box) => all is null ? box : new LonLatBox(Math.Min(all.West, box.West), Math.Min(all.South, box.South), Math.Max(all.East, box.East), Math.Max(all.North, box.North)));

    private static RecordUrls Urls(HttpContext http) => new(new OgcUrls(http.Request));
}
