using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Access.SignIn;

/// <summary>GET /api/me: who is signed in.</summary>
internal static class WhoAmI
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/me", HandleAsync).AllowSignedIn().WithName("Me");

    private static async Task<Ok<Me>> HandleAsync(Caller caller, MeReader me, CancellationToken cancellationToken) =>
        TypedResults.Ok(await me.ReadAsync(caller, cancellationToken));
}
