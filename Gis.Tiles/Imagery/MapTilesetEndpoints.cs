using Gis.Tiles.Access;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.Imagery;

/// <summary>Tells which map tiles an image layer has: its tilesets, and TileJSON for map libraries.</summary>
internal static class MapTilesetEndpoints
{
    public static void Map(IEndpointRouteBuilder ogc)
    {
        ogc.MapGet("/collections/{collectionId}/map/tiles", ListAsync).WithQuery(["json"]).WithName("getMapTilesets");
        ogc.MapGet("/collections/{collectionId}/map/tiles/{tileMatrixSetId}", DescribeAsync).WithQuery(["json", "tilejson"]).WithName("getMapTileset");
    }

    private static async Task<IResult> ListAsync(string collectionId, CatalogReader catalog, HttpContext http, CancellationToken cancellationToken)
    {
        if ((await catalog.ReadAsync(cancellationToken)).FindImage(collectionId, Viewer.Of(http.User)) is not { } layer)
        {
            return Refusal.NotFound;
        }

        Caching.DescribeDocument(http.Response);
        return new JsonDocumentResult(ImageDocuments.Tilesets(layer, new OgcUrls(http.Request)));
    }

    private static async Task<IResult> DescribeAsync(
        string collectionId, string tileMatrixSetId, CatalogReader catalog, HttpContext http, CancellationToken cancellationToken)
    {
        if ((await catalog.ReadAsync(cancellationToken)).FindImage(collectionId, Viewer.Of(http.User)) is not { } layer
            || TileMatrixSet.Find(tileMatrixSetId) is not { } set)
        {
            return Refusal.NotFound;
        }

        var urls = new OgcUrls(http.Request);
        Caching.DescribeDocument(http.Response);
        if (http.Request.Query["f"] != "tilejson")
        {
            return new JsonDocumentResult(ImageDocuments.Tileset(layer, set, urls));
        }

        // TileJSON knows no other grid than that of web maps.
        return set == TileMatrixSet.WebMercatorQuad
            ? new JsonDocumentResult(ImageDocuments.TileJson(layer, urls))
            : Refusal.BadParameter("f", "json");
    }
}
