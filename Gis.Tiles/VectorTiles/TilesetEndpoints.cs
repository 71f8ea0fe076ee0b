using System.Text.Json.Nodes;
using Gis.Tiles.Access;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.VectorTiles;

/// <summary>Tells which tiles there are: tilesets of a collection, TileJSON, and the tile matrix set.</summary>
internal static class TilesetEndpoints
{
    public static void Map(IEndpointRouteBuilder ogc)
    {
        ogc.MapGet("/collections/{collectionId}/tiles", ListAsync).WithQuery(["json"]).WithName("getTilesets");
        ogc.MapGet("/collections/{collectionId}/tiles/{tileMatrixSetId}", DescribeAsync).WithQuery(["json", "tilejson"]).WithName("getTileset");
        ogc.MapGet("/tileMatrixSets", ListMatrixSets).WithQuery(["json"]).WithName("getTileMatrixSets");
        ogc.MapGet("/tileMatrixSets/{tileMatrixSetId}", DescribeMatrixSet).WithQuery(["json"]).WithName("getTileMatrixSet");
    }

    private static async Task<IResult> ListAsync(string collectionId, CatalogReader catalog, HttpContext http, CancellationToken cancellationToken)
    {
        if ((await catalog.ReadAsync(cancellationToken)).Find(collectionId, Viewer.Of(http.User)) is not { } layer)
        {
            return Refusal.NotFound;
        }

        Caching.DescribeDocument(http.Response);
        return new JsonDocumentResult(TilesetDocuments.List(layer, new OgcUrls(http.Request)));
    }

    private static async Task<IResult> DescribeAsync(
        string collectionId, string tileMatrixSetId, CatalogReader catalog, LayerContents contents, HttpContext http, CancellationToken cancellationToken)
    {
        if ((await catalog.ReadAsync(cancellationToken)).Find(collectionId, Viewer.Of(http.User)) is not { } layer)
        {
            return Refusal.NotFound;
        }

        if (TileMatrixSet.Find(tileMatrixSetId) is not { } set)
        {
            return Refusal.NotFound;
        }

        if (TilesetForm.Of(http.Request, set, out var isTileJson) is { } refused)
        {
            return refused;
        }

        var content = await contents.ReadAsync(layer, cancellationToken);
        var urls = new OgcUrls(http.Request);
        Caching.DescribeDocument(http.Response);
        return new JsonDocumentResult(isTileJson ? TilesetDocuments.TileJson(layer, content, urls) : TilesetDocuments.Tileset(layer, set, content, urls));
    }

    private static JsonDocumentResult ListMatrixSets(HttpContext http)
    {
        var urls = new OgcUrls(http.Request);
        return new JsonDocumentResult(new JsonObject
        {
            ["tileMatrixSets"] = new JsonArray([.. TileMatrixSet.All.Select(set => (JsonNode)new JsonObject
            {
                ["id"] = set.Id,
                ["uri"] = set.Uri,
                ["links"] = OgcLink.Array(new OgcLink("self", urls.TileMatrixSet(set.Id), MediaTypes.Json, set.Id)),
            })]),
        });
    }

    private static IResult DescribeMatrixSet(string tileMatrixSetId) =>
        TileMatrixSet.Find(tileMatrixSetId) is { } set ? new JsonDocumentResult(set.Document()) : Refusal.NotFound;
}
