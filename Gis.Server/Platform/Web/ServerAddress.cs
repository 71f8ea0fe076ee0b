using System.Net;
using Gis.Server.Platform.Commands;

namespace Gis.Server.Platform.Web;

/// <summary>Where the server listens: loopback unless <c>GIS_BIND</c> opens it.</summary>
internal static class ServerAddress
{
    public static IWebHostBuilder UseGisAddress(this IWebHostBuilder web, IConfiguration configuration)
    {
        var bind = configuration["GIS_BIND"] is { Length: > 0 } given ? given : "127.0.0.1";
        if (!IPAddress.TryParse(bind, out var address))
        {
            throw new CommandFailedException($"GIS_BIND {bind} is not understood; accepted is an IP address such as 127.0.0.1 or 0.0.0.0.");
        }

        var port = configuration["GIS_HTTP_PORT"] is { Length: > 0 } text ? ParsePort(text) : 8080;
        return web.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 8 * 1024 * 1024;
            kestrel.Listen(address, port);
            if (!IPAddress.IsLoopback(address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))
            {
                // Health, metrics and sign-in links are asked from the machine itself.
                kestrel.Listen(IPAddress.Loopback, port);
            }
        });
    }

    private static int ParsePort(string text) =>
        ushort.TryParse(text, out var port) ? port : throw new CommandFailedException($"GIS_HTTP_PORT {text} is not understood; accepted is a port, 0 to 65535.");
}
