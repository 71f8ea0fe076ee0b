namespace Gis.Server.Platform;

/// <summary>The folder that holds all state of one system: secrets, cluster, broker, snapshots, logs.</summary>
internal static class GisHome
{
    public const string Key = "GIS_HOME";

    public static string Of(IConfiguration configuration)
    {
        var home = configuration[Key];
        return Path.GetFullPath(string.IsNullOrWhiteSpace(home) ? ".gis" : home);
    }

    public static string SecretsOf(IConfiguration configuration) => Path.Combine(Of(configuration), "secrets");
}
