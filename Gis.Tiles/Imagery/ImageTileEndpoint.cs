using Gis.Tiles.Access;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;
using Gis.Tiles.Problems;
using Gis.Tiles.Usage;
using Gis.Tiles.VectorTiles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.Imagery;

/// <summary>Gives one tile of a picture (OGC API Tiles, map tiles): rights first, then what the caller already has, then the file.</summary>
internal static class ImageTileEndpoint
{
    public static void Map(IEndpointRouteBuilder ogc) =>
        ogc.MapGet("/collections/{collectionId}/map/tiles/{tileMatrixSetId}/{z}/{y}/{x}", HandleAsync)
            .WithQuery(["png"], PictureChoice.TimeParameter, PictureChoice.DatetimeParameter, TileEndpoint.VersionParameter)
            .CountUse(isTile: true)
            .WithName("getMapTile");

    private static async Task<IResult> HandleAsync(
        string collectionId, string tileMatrixSetId, string z, string y, string x, CatalogReader catalog, ImageTiles tiles, HttpContext http, CancellationToken cancellationToken)
    {
        if ((await catalog.ReadAsync(cancellationToken)).FindImage(collectionId, Viewer.Of(http.User)) is not { } layer
            || TileMatrixSet.Find(tileMatrixSetId) is not { } set)
        {
            return Refusal.NotFound;
        }

        if (TileAddress.TryParse(set, z, y, x, out var why) is not { } address || PictureChoice.Of(layer, http.Request.Query, out why) is not { } picture)
        {
            return why!;
        }

        var etag = ImageTiles.TagOf(layer, picture, set, address);
        Caching.Describe(http.Response, layer.Scope, etag);
        if (ETag.IsKnownTo(http.Request, etag))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        return tiles.Read(layer, picture, set, address) switch
        {
            { IsThere: false } => ImageTiles.Missing,
            { Png: { } png } => TypedResults.Bytes(png, MediaTypes.Png),
            _ => TypedResults.NoContent(),
        };
    }
}
