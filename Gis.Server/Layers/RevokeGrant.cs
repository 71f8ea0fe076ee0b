using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Layers;

/// <summary>Which layer a grant is ended for, and why.</summary>
internal sealed record RevokeWish(string? Layer, string? Text);

/// <summary>POST /api/layer-grants/{id}/revoke: a grant ends now.</summary>
internal static class RevokeGrant
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/layer-grants/{id:long}/revoke", HandleAsync).AllowSignedIn().WithName("RevokeLayerGrant");

    private static Task<Results<NoContent, NotFound, ProblemHttpResult>> HandleAsync(
        long id, RevokeWish wish, Caller caller, GrantDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.RevokeAsync(id, wish, caller, http, cancellationToken);
}
