using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Access.SignIn;

/// <summary>The secret of a one-time link, which the viewer took from the address's fragment.</summary>
internal sealed record LinkRequest(string? Token);

/// <summary>POST /api/session/link: good once, for ten minutes, on this machine only.</summary>
internal static class SignInByLink
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/session/link", HandleAsync).AllowAnyone().WithName("SignInByLink");

    private static async Task<Results<Ok<Me>, ProblemHttpResult>> HandleAsync(
        LinkRequest request, SessionStore sessions, MeReader me, HttpContext context, CancellationToken cancellationToken)
    {
        if (!Loopback.Is(context)
            || SecretToken.Hash(request.Token) is not { } hash
            || await sessions.TakeLinkAsync(hash, cancellationToken) is not { } person)
        {
            return AccessProblem.Of(StatusCodes.Status401Unauthorized, "link-refused");
        }

        var (token, session) = await sessions.OpenAsync(person.Account, person.Name, "link", "loopback", cancellationToken);
        SessionCookie.Set(context, token, session.ExpiresAt);
        return TypedResults.Ok(await me.ReadAsync(session.Caller, cancellationToken));
    }
}
