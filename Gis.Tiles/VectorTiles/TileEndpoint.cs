using Gis.Tiles.Features;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;
using Gis.Tiles.Problems;
using Gis.Tiles.Usage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.VectorTiles;

/// <summary>Gives one vector tile of one layer: rights first, then what the caller already has, then the tile.</summary>
internal static class TileEndpoint
{
    /// <summary>Not read: it makes another address of each version of a layer, so that no cache on the way gives an older one.</summary>
    public const string VersionParameter = "v";

    public static void Map(IEndpointRouteBuilder ogc) =>
        ogc.MapGet("/collections/{collectionId}/tiles/{tileMatrixSetId}/{z}/{y}/{x}", HandleAsync)
            .WithQuery(["mvt"], [VersionParameter, PastReader.Parameter, .. FeatureSelection.Names])
            .AddEndpointFilter<FilterFaults>()
            .CountUse(isTile: true)
            .WithName("getTile");

    private static async Task<IResult> HandleAsync(
        string collectionId, string tileMatrixSetId, string z, string y, string x,
        ShownLayers layers, LayerContents contents, TileStore tiles, HttpContext http, CancellationToken cancellationToken)
    {
        if (TileMatrixSet.Find(tileMatrixSetId) is not { } set)
        {
            return Refusal.NotFound;
        }

        var (then, whyNot) = await layers.FindAsync(collectionId, http, cancellationToken);
        if (then is null)
        {
            return whyNot!;
        }

        if (TileAddress.TryParse(set, z, y, x, out var why) is not { } address)
        {
            return why!;
        }

        var (selected, whyNoFilter) = await FeatureSelection.OfAsync(then, contents, http.Request, cancellationToken);
        if (selected is not { } layer)
        {
            return whyNoFilter!;
        }

        return layer.Info.IsLive
            ? await GiveLiveAsync(layer, address, tiles, http, cancellationToken)
            : await GiveStoredAsync(layer, address, tiles, http, cancellationToken);
    }

    /// <summary>What a layer shows of a tile; nothing above the zooms for which it is made.</summary>
    public static ValueTask<KeptTile> GetAsync(VisibleLayer layer, TileAddress address, TileStore tiles, CancellationToken cancellationToken) =>
        address.WebZoom < layer.Info.MinZoom ? ValueTask.FromResult(KeptTile.Empty) : tiles.GetAsync(layer, address, cancellationToken);

    private static async Task<IResult> GiveStoredAsync(VisibleLayer layer, TileAddress address, TileStore tiles, HttpContext http, CancellationToken cancellationToken)
    {
        var etag = TileKey.Of(layer, address).ETag;
        return TileAnswer.IsKnown(http.Request, etag)
            ? TileAnswer.NotModified(http, etag, Caching.Of(layer))
            : TileAnswer.Give(await GetAsync(layer, address, tiles, cancellationToken), http, etag, Caching.Of(layer));
    }

    /// <summary>What a live layer holds changes without a new version, so its tag is that of its bytes.</summary>
    private static async Task<IResult> GiveLiveAsync(VisibleLayer layer, TileAddress address, TileStore tiles, HttpContext http, CancellationToken cancellationToken)
    {
        var tile = await GetAsync(layer, address, tiles, cancellationToken);
        return TileAnswer.IsKnown(http.Request, tile.ContentTag)
            ? TileAnswer.NotModified(http, tile.ContentTag, Caching.Of(layer))
            : TileAnswer.Give(tile, http, tile.ContentTag, Caching.Of(layer));
    }
}
