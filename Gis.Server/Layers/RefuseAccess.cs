using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Layers;

/// <summary>Why an answer is no.</summary>
internal sealed record RefuseAccessRequest(string? Text);

/// <summary>POST /api/layer-requests/{id}/refuse: the owner, or an administrator of the area, says no and why.</summary>
internal static class RefuseAccess
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/layer-requests/{id:long}/refuse", HandleAsync).AllowSignedIn().WithName("RefuseLayerRequest");

    private static Task<Results<Ok<AccessRequestRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, RefuseAccessRequest wish, Caller caller, AccessDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.ActAsync(id, caller, row => row.MayDecide, (request, _) => AccessRules.Refuse(request, caller.AccountId, wish.Text), http, cancellationToken);
}
