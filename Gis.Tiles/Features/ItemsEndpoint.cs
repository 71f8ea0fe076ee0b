using System.Globalization;
using Gis.Tiles.Features.Exports;
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
        ogc.MapGet("/collections/{collectionId}/items", ListAsync).WithOwnQuery(["json", "geojson", AnswerForm.Html, .. ExportForm.Names]).CountUse().WithName("getFeatures");
        ogc.MapGet("/collections/{collectionId}/items/{featureId}", FindAsync).WithQuery(["json", "geojson", AnswerForm.Html], "crs", PastReader.Parameter).CountUse().WithName("getFeature");
    }

    private static async Task<IResult> ListAsync(
        string collectionId, ShownLayers layers, LayerContents contents, ItemReader items, FeatureExports exports, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var (then, whyNot) = await layers.FindAsync(collectionId, http, cancellationToken);
        if (then is not { } layer)
        {
            return whyNot!;
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

        IReadOnlyList<string> columns = [];
        var form = ExportForm.Of(http.Request);
        if (form is not null)
        {
            (query, columns, var tooMuch) = await exports.PrepareAsync(form, layer, query, isWhole: !http.Request.Query.ContainsKey("limit"), cancellationToken);
            if (tooMuch is not null)
            {
                return tooMuch;
            }
        }

        // The first row is read before the answer begins, so that a store that fails is told by a status.
        var rows = items.ReadAsync(layer, query, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            var hasFirst = await rows.MoveNextAsync();
            ContentCrs.Set(http.Response, query.Crs);
            return form is not null
                ? exports.Of(form, layer, query, columns, rows, hasFirst)
                : new FeaturePage(layer, query, rows, hasFirst, items, clock);
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
        string collectionId, string featureId, ShownLayers layers, ItemReader items, HttpContext http, CancellationToken cancellationToken)
    {
        var (then, whyNot) = await layers.FindAsync(collectionId, http, cancellationToken);
        if (then is not { } layer)
        {
            return whyNot!;
        }

        if (!long.TryParse(featureId, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return Refusal.BadParameter("featureId", "accepted-integer");
        }

        if (ItemQuery.CrsOf(http.Request.Query, "crs", out var why) is not { } crs)
        {
            return why!;
        }

        try
        {
            if (await items.FindAsync(layer, id, crs, cancellationToken) is not { } row)
            {
                return Refusal.NotFound;
            }

            if (IsKnown(layer, row, http))
            {
                return TypedResults.StatusCode(StatusCodes.Status304NotModified);
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
        return IsKnown(layer, layer.Info.IsLive ? null : $"W/{ETag.Of($"{layer.Info.Id}|{layer.Info.Version}|{FormOf(http.Request)}|{layer.Scope.Key}")}", http);
    }

    /// <summary>A feature of a stored layer has a tag of its own state, by which it is changed too (Writing/).</summary>
    private static bool IsKnown(VisibleLayer layer, FeatureRow row, HttpContext http) =>
        IsKnown(layer, layer.Info.IsLive ? null : FeatureTag.Of(layer.Info.Edition, row.Changed, FormOf(http.Request)), http);

    private static string FormOf(HttpRequest request) => $"{request.Host}{request.Path}{request.QueryString}|{AnswerForm.IsHtml(request)}";

    private static bool IsKnown(VisibleLayer layer, string? etag, HttpContext http)
    {
        Caching.Describe(http.Response, layer, etag);
        http.Response.Headers.Append("Vary", "Accept");
        return etag is not null && ETag.IsKnownTo(http.Request, etag);
    }
}
