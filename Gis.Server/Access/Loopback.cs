using System.Net;

namespace Gis.Server.Access;

/// <summary>Tells whether a request comes from this very machine, and not through a proxy that stands on it.</summary>
internal static class Loopback
{
    public static bool Is(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Forwarded");
}
