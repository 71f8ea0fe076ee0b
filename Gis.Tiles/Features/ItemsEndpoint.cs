using System.Globalization;
using Gis.Tiles.Access;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.Features;

/// <summary>Gives the features of a collection, by page or one.</summary>
internal static class ItemsEndpoint
{
    public static void Map(IEndpointRouteBuilder ogc)
    {
        ogc.MapGet("/collections/{collectionId}/items", ListAsync).WithQuery(["json", "geojson"], ItemQuery.Names).WithName("getFeatures");
        ogc.MapGet("/collections/{collectionId}/items/{featureId}", FindAsync).WithQuery(["json", "geojson"], "crs").WithName("getFeature");
    }

    private static async Task<IResult> ListAsync(
        string collectionId, CatalogReader catalog, ItemReader items, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        if ((await catalog.ReadAsync(cancellationToken)).Find(collectionId, Viewer.Of(http.User)) is not { } layer)
        {
            return Refusal.NotFound;
        }

        if (ItemQuery.TryParse(http.Request.Query, out var why) is not { } query)
        {
            return why!;
        }

        if (IsKnown(layer, http))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var matched = await items.CountAsync(layer, query, cancellationToken);

        // The first row is read before the answer begins, so that a store that fails is told by a status.
        var rows = items.ReadAsync(layer, query, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            ContentCrs.Set(http.Response, query.Crs);
            return new FeaturePage(layer, query, matched, rows, await rows.MoveNextAsync(), clock);
        }
        catch
        {
            await rows.DisposeAsync();
            throw;
        }
    }

    private static async Task<IResult> FindAsync(
        string collectionId, string featureId, CatalogReader catalog, ItemReader items, HttpContext http, CancellationToken cancellationToken)
    {
        if ((await catalog.ReadAsync(cancellationToken)).Find(collectionId, Viewer.Of(http.User)) is not { } layer)
        {
            return Refusal.NotFound;
        }

        if (!long.TryParse(featureId, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return Refusal.BadParameter("featureId", "accepted-integer");
        }

        if (ItemQuery.CrsOf(http.Request.Query, "crs", out var why) is not { } crs)
        {
            return why!;
        }

        if (IsKnown(layer, http))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        ContentCrs.Set(http.Response, crs);
        return await items.FindAsync(layer, id, crs, cancellationToken) is { } row ? new FeatureDocument(layer, row) : Refusal.NotFound;
    }

    /// <summary>A stored layer's answer depends on its version, the address and the caller's areas; weak, for the time of the answer stands in it.</summary>
    private static bool IsKnown(VisibleLayer layer, HttpContext http)
    {
        var etag = layer.Info.IsLive
            ? null
            : $"W/{ETag.Of($"{layer.Info.Id}|{layer.Info.Version}|{http.Request.Host}{http.Request.Path}{http.Request.QueryString}|{layer.Scope.Key}")}";
        Caching.Describe(http.Response, layer, etag);
        return etag is not null && ETag.IsKnownTo(http.Request, etag);
    }
}
