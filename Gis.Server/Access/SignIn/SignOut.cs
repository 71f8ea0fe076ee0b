using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Access.SignIn;

/// <summary>DELETE /api/session: the session ends here and in every open stream.</summary>
internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapDelete("/api/session", HandleAsync).AllowSignedIn().WithName("SignOut");

    private static async Task<NoContent> HandleAsync(
        Caller caller, SessionStore sessions, HttpContext context, CancellationToken cancellationToken)
    {
        await sessions.EndAsync(caller, cancellationToken);
        SessionCookie.Clear(context);
        return TypedResults.NoContent();
    }
}
