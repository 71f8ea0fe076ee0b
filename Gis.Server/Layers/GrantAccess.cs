using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Layers;

/// <summary>How much of what was asked for is given; what is left out is given as asked.</summary>
internal sealed record GrantAccessRequest(string? AreaCode = null, int? Days = null, string? Text = null);

/// <summary>POST /api/layer-requests/{id}/grant: the owner of the layer, or an administrator of the area, says yes.</summary>
internal static class GrantAccess
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/layer-requests/{id:long}/grant", HandleAsync).AllowSignedIn().WithName("GrantLayerRequest");

    private static Task<Results<Ok<AccessRequestRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, GrantAccessRequest wish, Caller caller, AccessDesk desk, AreaTree areas, HttpContext http, CancellationToken cancellationToken) => desk.ActAsync(
        id,
        caller,
        row => row.MayDecide,
        (request, now) => AccessRules.Grant(request, caller.AccountId, wish, areas.IsWithin(wish.AreaCode ?? request.AreaCode, [request.AreaCode]), now),
        http,
        cancellationToken);
}
