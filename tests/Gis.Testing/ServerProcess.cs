using System.Globalization;
using System.Net;

namespace Gis.Testing;

/// <summary>The built server as a process of its own, which a test may kill as a crash would.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>Names a folder with the published server, which is then taken instead of the built one.</summary>
    private const string ProgramFolder = "GIS_TEST_SERVER";

    private readonly string _folder = TestFolder.Create("srv");
    private readonly HttpClient _client;
    private readonly Dictionary<string, string> _settings;
    private GuardedProcess? _process;

    private ServerProcess(IReadOnlyDictionary<string, string> settings, string parts)
    {
        var port = FreePort.Take();
        _settings = new Dictionary<string, string>(settings) { ["Parts"] = parts };
        _settings["GIS_HTTP_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        _client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public int Id => Process.Id;

    public bool IsRunning => _process?.IsRunning ?? false;

    public string LogTail => Process.LogTail();

    private GuardedProcess Process => _process ?? throw new InvalidOperationException("The server is not running.");

    /// <summary>Starts these parts over the store and broker of a system, and waits until they are ready; a second ingest wants an <c>Ingest:Name</c> of its own.</summary>
    public static async Task<ServerProcess> StartAsync(TestSystem system, string parts, IReadOnlyDictionary<string, string>? more = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        var settings = system.Settings();
        foreach (var (key, value) in more ?? new Dictionary<string, string>())
        {
            settings[key] = value;
        }

        return await StartAsync(settings, parts);
    }

    /// <summary>Starts these parts with settings that name store, broker and home, and waits until they are ready.</summary>
    public static async Task<ServerProcess> StartAsync(IReadOnlyDictionary<string, string> settings, string parts)
    {
        var server = new ServerProcess(settings, parts);
        await server.StartAgainAsync();
        return server;
    }

    public async Task StartAgainAsync()
    {
        _process?.Dispose();
        Directory.CreateDirectory(_folder);
        var program = Path.Combine(Environment.GetEnvironmentVariable(ProgramFolder) ?? AppContext.BaseDirectory, "Gis.Server.dll");
        _process = GuardedProcess.Start(_folder, "TERM", ["dotnet", program, .. ServerSettings.Arguments(_settings)]);
        try
        {
            await Eventually.TrueAsync(IsReadyAsync, $"the server at {Address} is ready", TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{Process.LogTail()}", late);
        }
    }

    /// <summary>kill -9</summary>
    public async Task KillAsync()
    {
        await Process.KillAsync();
        await Process.StopAsync();
    }

    /// <summary>Stops it in the middle of whatever it does; <see cref="Resume"/> lets it go on.</summary>
    public void Suspend() => Process.Signal("STOP");

    public void Resume() => Process.Signal("CONT");

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.StopAsync();
            _process.Dispose();
        }

        _client.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        if (!Process.IsRunning)
        {
            throw new InvalidOperationException($"The server ended:\n{Process.LogTail()}");
        }

        try
        {
            using var answer = await _client.GetAsync(new Uri("health/ready", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
