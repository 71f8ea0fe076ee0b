using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Layers;

/// <summary>POST /api/layer-grants: a layer is granted to an account that has not asked for it.</summary>
internal static class GiveGrant
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/layer-grants", HandleAsync).AllowSignedIn().WithName("GiveLayerGrant");

    private static Task<Results<Created<LayerGrantRow>, NotFound, ProblemHttpResult>> HandleAsync(
        GrantWish wish, Caller caller, GrantDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.GiveAsync(wish, caller, http, cancellationToken);
}
