using System.Text.Json.Nodes;
using Gis.Tiles.Access;
using Gis.Tiles.Http;
using Gis.Tiles.Imagery;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Gis.Tiles.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.Features;

/// <summary>Tells which collections there are for the caller, and what each holds.</summary>
internal static class CollectionsEndpoint
{
    public static void Map(IEndpointRouteBuilder ogc)
    {
        ogc.MapGet("/collections", ListAsync).WithQuery(["json", AnswerForm.Html]).WithName("getCollections");
        ogc.MapGet("/collections/{collectionId}", DescribeAsync).WithQuery(["json", AnswerForm.Html]).WithName("describeCollection");
        ogc.MapGet("/collections/{collectionId}/queryables", DescribeQueryablesAsync).WithQuery(["json", AnswerForm.Html]).WithName("getQueryables");
    }

    private static async Task<IResult> ListAsync(CatalogReader catalog, LayerContents contents, RecordCatalogue records, HttpContext http, CancellationToken cancellationToken)
    {
        var urls = new OgcUrls(http.Request);
        var collections = new JsonArray();
        var (known, viewer) = (await catalog.ReadAsync(cancellationToken), Viewer.Of(http.User));
        foreach (var layer in known.VisibleTo(viewer))
        {
            collections.Add((JsonNode)CollectionDocuments.Collection(layer, await contents.ReadAsync(layer, cancellationToken), urls));
        }

        foreach (var image in known.ImagesVisibleTo(viewer))
        {
            collections.Add((JsonNode)ImageDocuments.Collection(image, urls));
        }

        collections.Add((JsonNode)await RecordsEndpoint.CollectionAsync(records, http, cancellationToken));
        Caching.DescribeDocument(http.Response);
        return new OgcDocument(new JsonObject
        {
            ["links"] = OgcLink.Array(
                new OgcLink("self", urls.Collections, MediaTypes.Json, "Collections"),
                new OgcLink("service-desc", urls.Api, MediaTypes.OpenApi, "Definition of this interface")),
            ["collections"] = collections,
        }, title: "Collections");
    }

    private static async Task<IResult> DescribeAsync(
        string collectionId, CatalogReader catalog, LayerContents contents, HttpContext http, CancellationToken cancellationToken)
    {
        if ((await catalog.ReadAsync(cancellationToken)).FindImage(collectionId, Viewer.Of(http.User)) is not { } image)
        {
            return await GiveAsync(collectionId, catalog, contents, http, MediaTypes.Json, CollectionDocuments.Collection, cancellationToken);
        }

        Caching.DescribeDocument(http.Response);
        return new OgcDocument(ImageDocuments.Collection(image, new OgcUrls(http.Request)));
    }

    private static Task<IResult> DescribeQueryablesAsync(
        string collectionId, CatalogReader catalog, LayerContents contents, HttpContext http, CancellationToken cancellationToken) =>
        GiveAsync(collectionId, catalog, contents, http, MediaTypes.JsonSchema, CollectionDocuments.Queryables, cancellationToken);

    private static async Task<IResult> GiveAsync(
        string collectionId,
        CatalogReader catalog,
        LayerContents contents,
        HttpContext http,
        string mediaType,
        Func<VisibleLayer, LayerContent, OgcUrls, JsonObject> describe,
        CancellationToken cancellationToken)
    {
        if ((await catalog.ReadAsync(cancellationToken)).Find(collectionId, Viewer.Of(http.User)) is not { } layer)
        {
            return Refusal.NotFound;
        }

        var content = await contents.ReadAsync(layer, cancellationToken);
        Caching.DescribeDocument(http.Response);
        return new OgcDocument(describe(layer, content, new OgcUrls(http.Request)), mediaType);
    }
}
