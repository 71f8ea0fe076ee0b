using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Layers;

/// <summary>POST /api/layer-requests: somebody asks for a layer that its owner lets be found.</summary>
internal static class AskForLayer
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/layer-requests", HandleAsync).AllowSignedIn().WithName("AskForLayer");

    private static Task<Results<Created<AccessRequestRow>, NotFound, ProblemHttpResult>> HandleAsync(
        AccessWish wish, Caller caller, AccessDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.AskAsync(wish, caller, http, cancellationToken);
}
