namespace Gis.Testing;

/// <summary>Settings as the arguments of a server.</summary>
public static class ServerSettings
{
    public static string[] Arguments(IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return
        [
            .. settings.Select(setting => $"--{setting.Key}={setting.Value}"),
            "--hostBuilder:reloadConfigOnChange=false",
            .. Directory.Exists(Viewer) ? [$"--webroot={Viewer}"] : Array.Empty<string>(),
        ];
    }

    /// <summary>Where the viewer's build puts its files.</summary>
    private static string Viewer { get; } = Repository.PathOf("Gis.Server", "wwwroot");
}
