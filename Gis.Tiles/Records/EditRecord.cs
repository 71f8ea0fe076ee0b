using Gis.Tiles.Access;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.Records;

/// <summary>PUT /api/layers/{id}/record: an administrator of everything says anew what the catalogue says of a layer.</summary>
internal static class EditRecord
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPut("/api/layers/{id}/record", HandleAsync)
            .AddEndpointFilter<BusyStore>()
            .RequireAuthorization("gis-administrator")
            .WithName("EditRecord")
            .WithTags("Catalogue")
            .Produces(StatusCodes.Status204NoContent)
            .Produces<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")
            .Produces<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json");

    private static async Task<IResult> HandleAsync(
        string id, RecordEdit edit, CatalogReader catalog, RecordWriter writer, HttpContext http, CancellationToken cancellationToken)
    {
        var viewer = Viewer.Of(http.User);
        var known = await catalog.ReadAsync(cancellationToken);
        if (known.Find(id, viewer) is null || !viewer.AdministersAll(known.Areas))
        {
            return Refusal.NotFound;
        }

        if (edit.Fault() is var (field, accepted))
        {
            return Refusal.BadParameter(field, accepted);
        }

        return await writer.WriteAsync(id, edit, viewer, cancellationToken)
            ? TypedResults.NoContent()
            : Refusal.BadParameter("ownerAccount", "accepted-account");
    }
}
