using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.VectorTiles;

/// <summary>Tells which tiles of several layers there are: tilesets, and TileJSON.</summary>
internal static class DatasetTilesetEndpoints
{
    public static void Map(IEndpointRouteBuilder ogc)
    {
        ogc.MapGet("/tiles", ListAsync).WithQuery(["json"], DatasetLayers.Parameter).WithName("getDatasetTilesets");
        ogc.MapGet("/tiles/{tileMatrixSetId}", DescribeAsync).WithQuery(["json", "tilejson"], DatasetLayers.Parameter).WithName("getDatasetTileset");
    }

    private static async Task<IResult> ListAsync(CatalogReader catalog, PastReader pasts, HttpContext http, CancellationToken cancellationToken)
    {
        var (chosen, whyNot) = await DatasetLayers.ChooseAsync(catalog, pasts, http, cancellationToken);
        if (chosen is null)
        {
            return whyNot!;
        }

        Caching.DescribeDocument(http.Response);
        return new JsonDocumentResult(DatasetDocuments.List(chosen, new OgcUrls(http.Request)));
    }

    private static async Task<IResult> DescribeAsync(
        string tileMatrixSetId, CatalogReader catalog, PastReader pasts, LayerContents contents, HttpContext http, CancellationToken cancellationToken)
    {
        if (TileMatrixSet.Find(tileMatrixSetId) is not { } set)
        {
            return Refusal.NotFound;
        }

        var (chosen, whyNot) = await DatasetLayers.ChooseAsync(catalog, pasts, http, cancellationToken);
        if ((whyNot ?? TilesetForm.Of(http.Request, set, out _)) is { } refused)
        {
            return refused;
        }

        var layers = new List<(VisibleLayer, LayerContent)>();
        foreach (var layer in chosen!.Layers)
        {
            layers.Add((layer, await contents.ReadAsync(layer, cancellationToken)));
        }

        var urls = new OgcUrls(http.Request);
        Caching.DescribeDocument(http.Response);
        return new JsonDocumentResult(http.Request.Query["f"] == "tilejson"
            ? DatasetDocuments.TileJson(chosen, layers, urls)
            : DatasetDocuments.Tileset(chosen, set, layers, urls));
    }
}
