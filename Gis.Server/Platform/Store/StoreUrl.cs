using Npgsql;

namespace Gis.Server.Platform.Store;

/// <summary>An existing PostGIS, named as <c>postgres://user:password@host:port/database</c>.</summary>
internal sealed record StoreUrl(StoreAddress Address, string Database, StoreAdministrator Administrator)
{
    private const string Accepted = "GIS_DATABASE is not understood; accepted is postgres://user:password@host:port/database[?sslmode=require].";

    public static StoreUrl Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgres" or "postgresql"))
        {
            throw new StoreRefusedException(Accepted);
        }

        var database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        var user = uri.UserInfo.Split(':', 2);
        if (database.Length == 0 || user[0].Length == 0 || user.Length != 2)
        {
            throw new StoreRefusedException(Accepted);
        }

        var address = new StoreAddress(Uri.UnescapeDataString(uri.Host), uri.Port > 0 ? uri.Port : 5432, SslModeOf(uri.Query));
        return new StoreUrl(address, database, new StoreAdministrator(Uri.UnescapeDataString(user[0]), Uri.UnescapeDataString(user[1])));
    }

    private static SslMode SslModeOf(string query)
    {
        var named = query.TrimStart('?').Split('&').FirstOrDefault(part => part.StartsWith("sslmode=", StringComparison.Ordinal));
        return named?["sslmode=".Length..] switch
        {
            null or "prefer" => SslMode.Prefer,
            "disable" => SslMode.Disable,
            "require" => SslMode.Require,
            "verify-ca" => SslMode.VerifyCA,
            "verify-full" => SslMode.VerifyFull,
            _ => throw new StoreRefusedException(Accepted),
        };
    }
}
