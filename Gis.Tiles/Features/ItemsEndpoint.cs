using System.Globalization;
using Gis.Tiles.Access;
using Gis.Tiles.Filters;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Gis.Tiles.Usage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Gis.Tiles.Features;

/// <summary>Gives the features of a collection, by page or one.</summary>
internal static class ItemsEndpoint
{
    public static void Map(IEndpointRouteBuilder ogc)
    {
        ogc.MapGet("/collections/{collectionId}/items", ListAsync).WithOwnQuery(["json", "geojson", AnswerForm.Html]).CountUse().WithName("getFeatures");
        ogc.MapGet("/collections/{collectionId}/items/{featureId}", FindAsync).WithQuery(["json", "geojson", AnswerForm.Html], "crs").CountUse().WithName("getFeature");
    }

    private static async Task<IResult> ListAsync(
        string collectionId, CatalogReader catalog, LayerContents contents, ItemReader items, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        if ((await catalog.ReadAsync(cancellationToken)).Find(collectionId, Viewer.Of(http.User)) is not { } layer)
        {
            return Refusal.NotFound;
        }

        IReadOnlyDictionary<string, QueryableProperty> queryables = ItemQuery.NamesProperties(http.Request.Query)
            ? Queryables.Of(layer.Layer.Source, await contents.FieldsAsync(layer, cancellationToken))
            : new Dictionary<string, QueryableProperty>();
        if (ItemQuery.TryParse(http.Request.Query, queryables, out var why) is not { } query)
        {
            return why!;
        }

        if (IsKnown(layer, http))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        // The first row is read before the answer begins, so that a store that fails is told by a status.
        var rows = items.ReadAsync(layer, query, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            var hasFirst = await rows.MoveNextAsync();
            ContentCrs.Set(http.Response, query.Crs);
            return new FeaturePage(layer, query, rows, hasFirst, items, clock);
        }
        catch (PostgresException e) when (StoreRefusal.Of(e, query) is { } refusal)
        {
            await rows.DisposeAsync();
            return refusal;
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

        try
        {
            if (await items.FindAsync(layer, id, crs, cancellationToken) is not { } row)
            {
                return Refusal.NotFound;
            }

            ContentCrs.Set(http.Response, crs);
            return new FeatureDocument(layer, row);
        }
        catch (PostgresException e) when (StoreRefusal.Of(e, query: null) is { } refusal)
        {
            return refusal;
        }
    }

    /// <summary>A stored layer's answer depends on its version, the address and the caller's areas; weak, for the time of the answer stands in it.</summary>
    private static bool IsKnown(VisibleLayer layer, HttpContext http)
    {
        var etag = layer.Info.IsLive
            ? null
            : $"W/{ETag.Of($"{layer.Info.Id}|{layer.Info.Version}|{http.Request.Host}{http.Request.Path}{http.Request.QueryString}|{AnswerForm.IsHtml(http.Request)}|{layer.Scope.Key}")}";
        Caching.Describe(http.Response, layer, etag);
        http.Response.Headers.Append("Vary", "Accept");
        return etag is not null && ETag.IsKnownTo(http.Request, etag);
    }
}
