using System.Diagnostics;
using System.Globalization;
using Gis.Testing;

namespace Gis.Journeys;

/// <summary>A whole GisCommand as a person gets it: started by <c>./gis up</c> in a folder and on ports of its own, stopped by <c>./gis down</c>.</summary>
public sealed class RunningSystem : IAsyncDisposable
{
    private static readonly TimeSpan SetUpPatience = TimeSpan.FromMinutes(15);
    private readonly Dictionary<string, string> _environment;

    private RunningSystem(string home, Dictionary<string, string> environment)
    {
        Home = home;
        _environment = environment;
    }

    /// <summary>The system's GIS_HOME.</summary>
    public string Home { get; }

    /// <summary>Where the command part listens, and in one process all parts.</summary>
    public Uri Address => AddressAbove(0);

    public int MqttPort => PortOf("GIS_MQTT_PORT");

    public int Hj212Port => PortOf("GIS_HJ212_PORT");

    /// <param name="settings">Environment variables beside home and ports.</param>
    /// <param name="words">What follows <c>./gis up --detach</c>.</param>
    public static async Task<RunningSystem> UpAsync(IReadOnlyDictionary<string, string>? settings = null, params string[] words)
    {
        var home = TestFolder.Create("journey");
        var system = new RunningSystem(home, new Dictionary<string, string>
        {
            ["GIS_HOME"] = home,
            ["GIS_HTTP_PORT"] = FreePort.TakeRow(4).ToString(CultureInfo.InvariantCulture),
            ["GIS_MQTT_PORT"] = Port(),
            ["GIS_MQTT_DIRECT_PORT"] = Port(),
            ["GIS_MQTT_DIRECT_TLS_PORT"] = Port(),
            ["GIS_HJ212_PORT"] = Port(),
            ["GIS_PG_PORT"] = Port(),
            ["GIS_DEMO_INTERVAL"] = "60",
        });
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            system._environment[name] = value;
        }

        await system.GisAsync(["up", "--detach", .. words]);
        return system;
    }

    /// <summary>Where a part listens that runs in a process of its own, by its distance from the command part.</summary>
    public Uri AddressAbove(int distance) =>
        new($"http://127.0.0.1:{(int.Parse(_environment["GIS_HTTP_PORT"], CultureInfo.InvariantCulture) + distance).ToString(CultureInfo.InvariantCulture)}/");

    /// <summary>Runs <c>./gis</c> with these words on this system and gives what it printed; a failure fails the test with its output.</summary>
    public Task<string> GisAsync(params string[] words) => GisAsync(new Dictionary<string, string>(), words);

    /// <param name="settings">Environment variables for this once.</param>
    public Task<string> GisAsync(IReadOnlyDictionary<string, string> settings, params string[] words) =>
        RunAsync(Repository.PathOf("gis"), words, new Dictionary<string, string>([.. _environment, .. settings]), SetUpPatience);

    /// <summary>One value out of the store.</summary>
    public async Task<long> CountAsync(string sql) =>
        long.Parse(await GisAsync("psql", "-XAtqc", sql), CultureInfo.InvariantCulture);

    /// <summary>Makes an account as the operator does.</summary>
    public async Task<Person> AdmitAsync(string name, string role)
    {
        var said = await GisAsync("admin", "create", name, "--role", role);
        return new Person(name, said.Split("(shown this once): ")[1].Trim());
    }

    public async ValueTask DisposeAsync()
    {
        await GisAsync("down");
        await RunAsync("rm", ["-rf", Home], [], TimeSpan.FromMinutes(1));
    }

    private int PortOf(string name) => int.Parse(_environment[name], CultureInfo.InvariantCulture);

    private static string Port() => FreePort.Take().ToString(CultureInfo.InvariantCulture);

    private static async Task<string> RunAsync(string program, IEnumerable<string> words, Dictionary<string, string> environment, TimeSpan patience)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        using var limit = new CancellationTokenSource(patience);
        var printed = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode == 0
            ? await printed
            : throw new InvalidOperationException($"{program} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}:\n{await printed}\n{await errors}");
    }
}
