using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Gis.Server.Access;

/// <summary>
/// Finds out who asks: a program by bearer token in the header, a browser by its cookie. Never by the address. Desktop programs that know no bearer
/// tokens, such as QGIS 3.22, send the token as the password of Basic, under any name: for reading only, since browsers repeat such passwords by themselves.
/// </summary>
internal sealed class GisAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SessionCache sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "gis";

    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";

    /// <summary>The secret that came with the request, and the kind of session that it must belong to.</summary>
    public static (string Token, string Kind)? SecretOf(HttpRequest request)
    {
        if (request.Headers.Authorization.ToString() is { Length: > 0 } authorization)
        {
            return TokenOf(authorization, request.Method) is { } token ? (token, SessionKind.Api) : null;
        }

        return request.Cookies[SessionCookie.Name] is { Length: > 0 } cookie ? (cookie, SessionKind.Browser) : null;
    }

    private static string? TokenOf(string authorization, string method)
    {
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return authorization[Bearer.Length..].Trim();
        }

        return authorization.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
            ? PasswordOf(authorization[Basic.Length..].Trim())
            : null;
    }

    /// <summary>What stands behind the first colon (RFC 7617); null where it is no Basic at all.</summary>
    private static string? PasswordOf(string credentials)
    {
        var decoded = new byte[credentials.Length];
        if (!Convert.TryFromBase64String(credentials, decoded, out var length))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(decoded, 0, length);
        return text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? text[(colon + 1)..] : null;
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
