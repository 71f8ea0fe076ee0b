using Gis.Tiles.Access;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Gis.Tiles.Records;
using Gis.Tiles.Styles;
using Gis.Tiles.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.Settings;

/// <summary>GET and PUT /api/layers/{id}/settings: the owner's account and administrators of everything say who reads and who changes a layer. To others there are none.</summary>
internal static class SettingsEndpoint
{
    private const string Path = "/api/layers/{id}/settings";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var routes = endpoints.MapGroup("").AddEndpointFilter<BusyStore>().RequireAuthorization("gis-signed-in").WithTags("Catalogue");
        routes.MapGet(Path, GetAsync).WithQuery([]).WithName("GetLayerSettings").Produces<LayerSettings>()
            .Produces<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json");
        routes.MapPut(Path, PutAsync).WithQuery([]).WithName("PutLayerSettings").Produces(StatusCodes.Status204NoContent)
            .Produces<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")
            .Produces<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json");
    }

    private static async Task<IResult> GetAsync(
        string id, CatalogReader catalog, RecordReader records, SettingsStore settings, HttpContext http, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, catalog, records, http, cancellationToken) is null)
        {
            return Refusal.NotFound;
        }

        Caching.DescribeDocument(http.Response);
        return TypedResults.Ok(await settings.ReadAsync(id, cancellationToken));
    }

    private static async Task<IResult> PutAsync(
        string id, LayerSettings wish, CatalogReader catalog, RecordReader records, SettingsStore settings, HttpContext http, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, catalog, records, http, cancellationToken) is not { } layer || Author.Of(http.User) is not { } author)
        {
            return Refusal.NotFound;
        }

        if (wish.Fault(isStored: !layer.IsPicture && !layer.Info.IsLive) is var (field, accepted))
        {
            return Refusal.BadParameter(field, accepted);
        }

        await settings.WriteAsync(id, wish, author, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<StyledLayer?> FindAsync(string id, CatalogReader catalog, RecordReader records, HttpContext http, CancellationToken cancellationToken)
    {
        var (known, viewer) = (await catalog.ReadAsync(cancellationToken), Viewer.Of(http.User));
        return StyledLayer.Find(known, id, viewer) is { } layer && await RecordRights.MayManageAsync(id, viewer, known.Areas, records, cancellationToken) ? layer : null;
    }
}
