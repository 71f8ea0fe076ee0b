using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Layers;

/// <summary>POST /api/layer-requests/{id}/withdraw: whoever asked no longer wants it.</summary>
internal static class WithdrawRequest
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/layer-requests/{id:long}/withdraw", HandleAsync).AllowSignedIn().WithName("WithdrawLayerRequest");

    private static Task<Results<Ok<AccessRequestRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, Caller caller, AccessDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.ActAsync(id, caller, row => row.IsMine, (request, _) => AccessRules.Withdraw(request), http, cancellationToken);
}
