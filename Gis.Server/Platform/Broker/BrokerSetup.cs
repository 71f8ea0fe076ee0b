using System.Globalization;

namespace Gis.Server.Platform.Broker;

/// <summary>Where the field's messages are exchanged: <c>Broker:Uri</c>, else <c>GIS_BROKER</c>, else the private broker of this system.</summary>
internal static class BrokerSetup
{
    public const string UriKey = "Broker:Uri";

    /// <summary>Under GIS_HOME/secrets: the password by which the parts themselves enter the broker.</summary>
    private const string SecretFile = "gis_broker";

    public static void AddBrokerAddress(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (string.IsNullOrEmpty(configuration[UriKey]) && AddressOf(configuration) is { } address)
        {
            configuration[UriKey] = address;
        }
    }

    private static string? AddressOf(ConfigurationManager configuration)
    {
        if (configuration["GIS_BROKER"] is { Length: > 0 } given)
        {
            return given;
        }

        var secret = Path.Combine(GisHome.SecretsOf(configuration), SecretFile);
        return File.Exists(secret)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"mqtt://{BrokerAcl.SystemUser}:{Uri.EscapeDataString(File.ReadAllText(secret).Trim())}@127.0.0.1:{configuration.GetValue("GIS_MQTT_PORT", 1883)}")
            : null;
    }
}
