using System.Text;

namespace Gis.Ingest.Mqtt;

/// <summary>Where a broker is and who we are there, as written in GIS_BROKER: <c>mqtt[s]://user:password@host:port</c>.</summary>
public sealed record MqttAddress(string Host, int Port, bool UseTls, string? User, string? Password)
{
    public const int PlainPort = 1883;
    public const int TlsPort = 8883;

    public static bool TryParse(string? text, out MqttAddress address, out string why)
    {
        address = new MqttAddress("127.0.0.1", PlainPort, false, null, null);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("mqtt" or "mqtts") || uri.Host.Length == 0)
        {
            why = "A broker is named mqtt[s]://user:password@host:port.";
            return false;
        }

        if (uri.AbsolutePath is not ("" or "/") || uri.Query.Length > 0)
        {
            why = "A broker's address has no path and no query.";
            return false;
        }

        var tls = uri.Scheme == "mqtts";
        var login = uri.UserInfo.Split(':', 2);
        address = new MqttAddress(
            uri.Host.Trim('[', ']'),
            uri.Port > 0 ? uri.Port : tls ? TlsPort : PlainPort,
            tls,
            login[0].Length > 0 ? Uri.UnescapeDataString(login[0]) : null,
            login.Length > 1 ? Uri.UnescapeDataString(login[1]) : null);
        why = "";
        return true;
    }

    /// <summary>Never prints the password.</summary>
    public override string ToString() => $"{(UseTls ? "mqtts" : "mqtt")}://{(User is null ? "" : $"{User}@")}{Host}:{Port}";

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(ToString());
        return true;
    }
}
