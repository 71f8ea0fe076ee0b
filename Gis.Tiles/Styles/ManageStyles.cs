using Gis.Tiles.Access;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Gis.Tiles.Records;
using Gis.Tiles.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.Styles;

/// <summary>The styles of a layer for the workplace: who sees the layer reads them, its owner's account and administrators of everything write them.</summary>
internal static class ManageStyles
{
    private const string All = "/api/layers/{id}/styles";
    private const string One = "/api/layers/{id}/styles/{style}";
    private const int MostBytes = 128 * 1024;

    private static readonly string[] Types = [MediaTypes.Json];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var routes = endpoints.MapGroup("").AddEndpointFilter<BusyStore>().RequireAuthorization("gis-signed-in").WithTags("Styles");
        routes.MapGet(All, ListAsync).WithQuery([]).WithName("ListLayerStyles").Produces<StyleRowList>().ProducesNotFound();
        routes.MapGet($"{One}/versions", VersionsAsync).WithQuery([]).WithName("ListStyleVersions").Produces<StyleVersionList>().ProducesNotFound();
        routes.MapPut(One, PutAsync).WithQuery([]).WithName("PutLayerStyle").Produces(StatusCodes.Status201Created).Produces(StatusCodes.Status204NoContent)
            .Produces<ProblemDetails>(StatusCodes.Status422UnprocessableEntity, "application/problem+json").ProducesNotFound();
        routes.MapDelete(One, RetireAsync).WithQuery([]).WithName("RetireLayerStyle").Produces(StatusCodes.Status204NoContent).ProducesNotFound();
    }

    private static RouteHandlerBuilder ProducesNotFound(this RouteHandlerBuilder route) =>
        route.Produces<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json");

    private static async Task<IResult> ListAsync(
        string id, CatalogReader catalog, RecordReader records, StyleReader styles, HttpContext http, CancellationToken cancellationToken)
    {
        var (known, viewer) = (await catalog.ReadAsync(cancellationToken), Viewer.Of(http.User));
        if (StyledLayer.Find(known, id, viewer) is not { } layer)
        {
            return Refusal.NotFound;
        }

        var rows = (await styles.OfAsync(layer.Info, cancellationToken)).Select(StyleRow.Of).ToList();
        var mayEdit = await RecordRights.MayManageAsync(id, viewer, known.Areas, records, cancellationToken);
        Caching.DescribeDocument(http.Response);
        return TypedResults.Ok(new StyleRowList(rows, mayEdit, Next: null));
    }

    private static async Task<IResult> VersionsAsync(
        string id, string style, CatalogReader catalog, RecordReader records, StyleWriter writer, HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            await MayAsync(id, catalog, records, http, cancellationToken);
            var versions = await writer.VersionsAsync(id, style, cancellationToken);
            Caching.DescribeDocument(http.Response);
            return versions.Count > 0 ? TypedResults.Ok(new StyleVersionList(versions, Next: null)) : Refusal.NotFound;
        }
        catch (WriteRefused refused)
        {
            return refused.Refusal;
        }
    }

    private static async Task<IResult> PutAsync(
        string id, string style, CatalogReader catalog, RecordReader records, StyleWriter writer, HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            var (layer, author) = await MayAsync(id, catalog, records, http, cancellationToken);
            if (!StyleText.IsId(style) || style == LayerStyle.DefaultId)
            {
                return Refusal.BadParameter("style", "accepted-style-id");
            }

            using var body = await BodyReader.ReadAsync(http.Request, Types, cancellationToken, MostBytes);
            var (version, isNew) = await writer.PutAsync(id, style, StyleWish.Read(body.RootElement, layer.Info), author, http.Request, cancellationToken);
            http.Response.Headers.ETag = StyleTag.Of(version);
            return isNew ? TypedResults.Created(new OgcUrls(http.Request).Style(id, style)) : TypedResults.NoContent();
        }
        catch (WriteRefused refused)
        {
            // What no text may hold is told by the reader of features in its own words.
            return refused.Refusal.Code == "bad-feature" ? refused.Refusal with { Code = "bad-style" } : refused.Refusal;
        }
    }

    private static async Task<IResult> RetireAsync(
        string id, string style, CatalogReader catalog, RecordReader records, StyleWriter writer, HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            var (_, author) = await MayAsync(id, catalog, records, http, cancellationToken);
            await writer.RetireAsync(id, style, author, http.Request, cancellationToken);
            return TypedResults.NoContent();
        }
        catch (WriteRefused refused)
        {
            return refused.Refusal;
        }
    }

    /// <summary>Hidden and absent layers are told in the same words; then who may not change it is told so.</summary>
    private static async Task<(StyledLayer Layer, Author Author)> MayAsync(string id, CatalogReader catalog, RecordReader records, HttpContext http, CancellationToken cancellationToken)
    {
        var (known, viewer) = (await catalog.ReadAsync(cancellationToken), Viewer.Of(http.User));
        if (StyledLayer.Find(known, id, viewer) is not { } layer || Author.Of(http.User) is not { } author)
        {
            throw new WriteRefused(Refusal.NotFound);
        }

        return await RecordRights.MayManageAsync(id, viewer, known.Areas, records, cancellationToken)
            ? (layer, author)
            : throw new WriteRefused(new Refusal(StatusCodes.Status403Forbidden, "not-the-owner"));
    }
}
