using Gis.Tiles.Access;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.Records;

/// <summary>GET /api/layers: the catalogue for the viewer, searched as <c>/ogc/collections/records/items</c> is.</summary>
internal static class CatalogueEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/layers", ListAsync)
            .AddEndpointFilter<BusyStore>()
            .WithQuery([], RecordQuery.Names)
            .RequireAuthorization("gis-signed-in")
            .WithName("ListLayers")
            .WithTags("Catalogue")
            .Produces<CatalogueList>()
            .Produces<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json");

    private static async Task<IResult> ListAsync(RecordCatalogue catalogue, CatalogReader catalog, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        if (RecordQuery.TryParse(http.Request.Query, out var why) is not { } query)
        {
            return why!;
        }

        var (viewer, now) = (Viewer.Of(http.User), clock.GetUtcNow());
        var areas = (await catalog.ReadAsync(cancellationToken)).Areas;
        var records = RecordSearch.Select(await catalogue.ListAsync(viewer, cancellationToken), query, now);
        Caching.DescribeDocument(http.Response);
        return TypedResults.Ok(new CatalogueList([.. records.Select(record => CatalogueEntry.Of(record, viewer, areas, now))], Next: null));
    }
}
