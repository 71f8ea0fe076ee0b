using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Layers;

/// <summary>POST /api/layer-requests/{id}/revoke: what was granted ends now, and why.</summary>
internal static class RevokeAccess
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/layer-requests/{id:long}/revoke", HandleAsync).AllowSignedIn().WithName("RevokeLayerRequest");

    private static Task<Results<Ok<AccessRequestRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, RefuseAccessRequest wish, Caller caller, AccessDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.ActAsync(id, caller, row => row.MayDecide, (request, _) => AccessRules.Revoke(request, wish.Text), http, cancellationToken);
}
