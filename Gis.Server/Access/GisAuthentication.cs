using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Gis.Server.Access;

/// <summary>Finds out who asks: a program by bearer token in the header, a browser by its cookie. Never by the address.</summary>
internal sealed class GisAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SessionCache sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "gis";

    private const string Bearer = "Bearer ";

    /// <summary>The secret that came with the request, and the kind of session that it must belong to.</summary>
    public static (string Token, string Kind)? SecretOf(HttpRequest request)
    {
        if (request.Headers.Authorization.ToString() is { Length: > 0 } authorization)
        {
            return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
                ? (authorization[Bearer.Length..].Trim(), SessionKind.Api)
                : null;
        }

        return request.Cookies[SessionCookie.Name] is { Length: > 0 } cookie ? (cookie, SessionKind.Browser) : null;
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SecretOf(Request) is not { } secret)
        {
            return AuthenticateResult.NoResult();
        }

        if (SecretToken.Hash(secret.Token) is not { } hash
            || await sessions.FindAsync(hash, Context.RequestAborted) is not { } session
            || session.Kind != secret.Kind)
        {
            return AuthenticateResult.Fail("The session or token is unknown, expired or revoked.");
        }

        return AuthenticateResult.Success(new AuthenticationTicket(GisClaims.PrincipalOf(session.Caller, SchemeName), SchemeName));
    }
}
