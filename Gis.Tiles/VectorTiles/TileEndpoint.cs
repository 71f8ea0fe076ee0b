using System.Globalization;
using Gis.Tiles.Access;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Gis.Tiles.Usage;
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

    /// <summary>Tells that a tile was thinned, and how many of its features had no room.</summary>
    private const string LeftOutHeader = "Gis-Left-Out";

    public static void Map(IEndpointRouteBuilder ogc) =>
        ogc.MapGet("/collections/{collectionId}/tiles/WebMercatorQuad/{z}/{y}/{x}", HandleAsync)
            .WithQuery(["mvt"], VersionParameter, PastReader.Parameter)
            .CountUse(isTile: true)
            .WithName("getTile");

    private static async Task<IResult> HandleAsync(
        string collectionId, string z, string y, string x, CatalogReader catalog, PastReader pasts, TileStore tiles, HttpContext http, CancellationToken cancellationToken)
    {
        if ((await catalog.ReadAsync(cancellationToken)).Find(collectionId, Viewer.Of(http.User)) is not { } shown)
        {
            return Refusal.NotFound;
        }

        var (then, whyNot) = await pasts.FindAsync(shown, http.Request, cancellationToken);
        if (then is not { } layer)
        {
            return whyNot!;
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
        return IsKnown(http.Request, etag)
            ? NotModified(layer, etag, http)
            : Give(await GetAsync(layer, address, tiles, cancellationToken), layer, etag, http);
    }

    /// <summary>What a live layer holds changes without a new version, so its tag is that of its bytes.</summary>
    private static async Task<IResult> GiveLiveAsync(VisibleLayer layer, TileAddress address, TileStore tiles, HttpContext http, CancellationToken cancellationToken)
    {
        var tile = await GetAsync(layer, address, tiles, cancellationToken);
        return IsKnown(http.Request, tile.ContentTag) ? NotModified(layer, tile.ContentTag, http) : Give(tile, layer, tile.ContentTag, http);
    }

    private static ValueTask<KeptTile> GetAsync(VisibleLayer layer, TileAddress address, TileStore tiles, CancellationToken cancellationToken) =>
        address.Z < layer.Info.MinZoom ? ValueTask.FromResult(KeptTile.Empty) : tiles.GetAsync(layer, address, cancellationToken);

    /// <summary>Whichever form the caller has: both are of the same tile.</summary>
    private static bool IsKnown(HttpRequest request, string etag) => ETag.IsKnownTo(request, etag) || ETag.IsKnownTo(request, Gzip.TagOf(etag));

    private static StatusCodeHttpResult NotModified(VisibleLayer layer, string etag, HttpContext http)
    {
        Describe(http, layer, Gzip.IsAcceptedBy(http.Request) ? Gzip.TagOf(etag) : etag);
        return TypedResults.StatusCode(StatusCodes.Status304NotModified);
    }

    private static IResult Give(KeptTile tile, VisibleLayer layer, string etag, HttpContext http)
    {
        var isCompressed = tile.IsCompressible && Gzip.IsAcceptedBy(http.Request);
        Describe(http, layer, isCompressed ? Gzip.TagOf(etag) : etag);
        if (tile.LeftOut > 0)
        {
            http.Response.Headers[LeftOutHeader] = tile.LeftOut.ToString(CultureInfo.InvariantCulture);
        }

        if (tile.Length == 0)
        {
            return TypedResults.NoContent();
        }

        if (isCompressed)
        {
            http.Response.Headers.ContentEncoding = Gzip.Name;
        }

        return TypedResults.Bytes(isCompressed ? tile.Gzip() : tile.Unfold(), MediaTypes.VectorTile);
    }

    private static void Describe(HttpContext http, VisibleLayer layer, string etag)
    {
        Caching.Describe(http.Response, layer, etag);
        http.Response.Headers.Append("Vary", "Accept-Encoding");
    }
}
