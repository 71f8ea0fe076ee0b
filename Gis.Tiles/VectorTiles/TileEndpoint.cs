using Gis.Tiles.Access;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.VectorTiles;

/// <summary>Gives one vector tile of one layer: rights first, then what the caller already has, then the tile.</summary>
internal static class TileEndpoint
{
    /// <summary>Not read: it makes another address of each version of a layer, so that no cache on the way gives an older one.</summary>
    public const string VersionParameter = "v";

    public static void Map(IEndpointRouteBuilder ogc) =>
        ogc.MapGet("/collections/{collectionId}/tiles/WebMercatorQuad/{z}/{y}/{x}", HandleAsync)
            .WithQuery(["mvt"], VersionParameter)
            .WithName("getTile");

    private static async Task<IResult> HandleAsync(
        string collectionId, string z, string y, string x, CatalogReader catalog, TileStore tiles, HttpContext http, CancellationToken cancellationToken)
    {
        if ((await catalog.ReadAsync(cancellationToken)).Find(collectionId, Viewer.Of(http.User)) is not { } layer)
        {
            return Refusal.NotFound;
        }

        if (TileAddress.TryParse(z, y, x, out var why) is not { } address)
        {
            return why!;
        }

        return layer.Info.IsLive
            ? await GiveLiveAsync(layer, address, tiles, http, cancellationToken)
            : await GiveStoredAsync(layer, address, tiles, http, cancellationToken);
    }

    private static async Task<IResult> GiveStoredAsync(VisibleLayer layer, TileAddress address, TileStore tiles, HttpContext http, CancellationToken cancellationToken)
    {
        var etag = TileKey.Of(layer, address).ETag;
        if (ETag.IsKnownTo(http.Request, etag))
        {
            return NotModified(layer, etag, http);
        }

        var bytes = address.Z < layer.Info.MinZoom ? [] : await tiles.GetAsync(layer, address, cancellationToken);
        return Give(bytes, layer, etag, http);
    }

    /// <summary>What a live layer holds changes without a new version, so its tag is that of its bytes.</summary>
    private static async Task<IResult> GiveLiveAsync(VisibleLayer layer, TileAddress address, TileStore tiles, HttpContext http, CancellationToken cancellationToken)
    {
        var bytes = address.Z < layer.Info.MinZoom ? [] : await tiles.GetAsync(layer, address, cancellationToken);
        var etag = ETag.Of(bytes);
        return ETag.IsKnownTo(http.Request, etag) ? NotModified(layer, etag, http) : Give(bytes, layer, etag, http);
    }

    private static StatusCodeHttpResult NotModified(VisibleLayer layer, string etag, HttpContext http)
    {
        Caching.Describe(http.Response, layer, etag);
        return TypedResults.StatusCode(StatusCodes.Status304NotModified);
    }

    private static IResult Give(byte[] bytes, VisibleLayer layer, string etag, HttpContext http)
    {
        Caching.Describe(http.Response, layer, etag);
        return bytes.Length == 0 ? TypedResults.NoContent() : TypedResults.Bytes(bytes, MediaTypes.VectorTile);
    }
}
