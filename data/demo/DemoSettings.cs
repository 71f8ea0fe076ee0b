using Gis.Server.Platform.Store;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Gis.Demo;

/// <summary>Where the system is that the demo belongs to: the same keys and variables that the server reads.</summary>
internal sealed class DemoSettings
{
    private const int DefaultIntervalS = 300;

    private readonly StoreSettings _store;

    private DemoSettings(IConfiguration configuration)
    {
        _store = StoreSettings.From(configuration);
        var home = configuration["GIS_HOME"];
        Folder = Path.Combine(Path.GetFullPath(string.IsNullOrWhiteSpace(home) ? ".gis" : home), "demo");
        (BrokerHost, BrokerPort) = Broker(configuration);
        Hj212Host = configuration["GIS_FIELD_BIND"] is { Length: > 0 } bind && bind is not ("0.0.0.0" or "::") ? bind : "127.0.0.1";
        Hj212Port = Number(configuration, "GIS_HJ212_PORT", 9_212, 1, 65_535);
        IntervalS = Number(configuration, "GIS_DEMO_INTERVAL", DefaultIntervalS, 10, 3_600);
        DriveFactor = Number(configuration, "GIS_DEMO_DRIVE_FACTOR", 1, 1, 1_000);
        Refusing = Names(configuration["GIS_DEMO_REFUSING"]);
        Silent = Names(configuration["GIS_DEMO_SILENT"]);
    }

    /// <summary>GIS_HOME/demo: accounts, the field's passwords, what the simulator remembers, requests for episodes.</summary>
    public string Folder { get; }

    public string AccountsFile => Path.Combine(Folder, "accounts.json");

    public string FieldFile => Path.Combine(Folder, "field.json");

    public string MemoryFile => Path.Combine(Folder, "simulator.json");

    /// <summary>There once the demo's people have done their work on the change patches; tells how much.</summary>
    public string ReviewedFile => Path.Combine(Folder, "reviewed.json");

    public string RequestFolder => Path.Combine(Folder, "requests");

    public string BrokerHost { get; }

    public int BrokerPort { get; }

    /// <summary>Where loggers dial in that speak HJ 212 over TCP.</summary>
    public string Hj212Host { get; }

    public int Hj212Port { get; }

    /// <summary>How often each station sends, in seconds.</summary>
    public int IntervalS { get; }

    /// <summary>How much faster than the road allows units drive and work, for those who can't wait; 1 is life.</summary>
    public int DriveFactor { get; }

    /// <summary>Codes of units that refuse every order; others refuse now and then.</summary>
    public IReadOnlySet<string> Refusing { get; }

    /// <summary>Codes of units that answer no order; others are silent now and then.</summary>
    public IReadOnlySet<string> Silent { get; }

    public static DemoSettings From(string[] args) => new(new ConfigurationBuilder()
        .AddEnvironmentVariables()
        .AddCommandLine(args, new Dictionary<string, string> { ["--home"] = "GIS_HOME", ["--interval"] = "GIS_DEMO_INTERVAL" })
        .Build());

    public NpgsqlDataSource OpenStore(string role)
    {
        var text = new NpgsqlConnectionStringBuilder(_store.ConnectionString(role, "gis demo")) { MinPoolSize = 0, MaxPoolSize = 2, ConnectionIdleLifetime = 10 };
        return NpgsqlDataSource.Create(text.ConnectionString);
    }

    private static (string Host, int Port) Broker(IConfiguration configuration)
    {
        if ((configuration["Broker:Uri"] ?? configuration["GIS_BROKER"]) is { Length: > 0 } given)
        {
            return Uri.TryCreate(given, UriKind.Absolute, out var uri) && uri.Scheme == "mqtt" && uri.Host.Length > 0
                ? (uri.Host, uri.Port > 0 ? uri.Port : 1883)
                : throw new DemoException("The demo's devices speak to a broker that is named mqtt://…@host:port.");
        }

        return ("127.0.0.1", Number(configuration, "GIS_MQTT_PORT", 1_883, 1, 65_535));
    }

    private static HashSet<string> Names(string? list) =>
        [.. (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static int Number(IConfiguration configuration, string key, int otherwise, int least, int most)
    {
        var text = configuration[key];
        return string.IsNullOrWhiteSpace(text) ? otherwise
            : int.TryParse(text, out var number) && number >= least && number <= most ? number
            : throw new DemoException($"{key} is a whole number from {least} to {most}; '{text}' is not.");
    }
}
