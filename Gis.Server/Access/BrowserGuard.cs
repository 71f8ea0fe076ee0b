namespace Gis.Server.Access;

/// <summary>
/// Keeps other sites from acting through a signed-in browser. What changes something, and the live hub, must come from our own pages: the Origin
/// must be ours, and a change by cookie must carry a header that a foreign page cannot add. Programs with a bearer token are not concerned.
/// </summary>
internal static class BrowserGuard
{
    public const string Header = "X-Gis";
    public const string HeaderValue = "1";

    public const string OriginRefused = "origin-refused";
    public const string HeaderMissing = "header-missing";

    private static readonly PathString Hubs = "/hubs";

    public static IApplicationBuilder UseBrowserGuard(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (Refusal(context.Request) is { } code)
        {
            await AccessProblem.WriteAsync(context, StatusCodes.Status403Forbidden, code);
            return;
        }

        await next(context);
    });

    internal static string? Refusal(HttpRequest request)
    {
        var toHub = request.Path.StartsWithSegments(Hubs);
        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
        if ((!changes && !toHub) || request.Headers.Authorization.Count > 0)
        {
            return null;
        }

        var origin = request.Headers.Origin.ToString();
        var byCookie = request.Cookies.ContainsKey(SessionCookie.Name);
        if ((origin.Length > 0 || byCookie) && !IsOurs(origin, request.Host))
        {
            return OriginRefused;
        }

        return byCookie && changes && !toHub && request.Headers[Header] != HeaderValue ? HeaderMissing : null;
    }

    /// <summary>Compares host and port. The scheme is left out: a proxy before us may end TLS.</summary>
    private static bool IsOurs(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(uri.Authority, host.Value, StringComparison.OrdinalIgnoreCase);
}
