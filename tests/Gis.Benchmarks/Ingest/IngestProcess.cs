using System.Globalization;
using Gis.Testing;

namespace Gis.Benchmarks.Ingest;

/// <summary>The server with its ingest part alone, in a process of its own.</summary>
internal sealed class IngestProcess : IAsyncDisposable
{
    private readonly ServerProcess _server;

    private IngestProcess(ServerProcess server, int port)
    {
        _server = server;
        Port = port;
    }

    /// <summary>Where devices connect straight to it.</summary>
    public int Port { get; }

    public int Id => _server.Id;

    public static async Task<IngestProcess> StartAsync(IngestWorld world)
    {
        var port = FreePort.Take();
        var settings = new Dictionary<string, string>(world.Store.Configuration)
        {
            ["GIS_HOME"] = world.Home,
            ["Broker:Uri"] = world.Broker.SystemUri,
            ["GIS_MQTT_DIRECT_PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["Ingest:Hj212:Port"] = "0",
            ["Ingest:Name"] = "bench",
        };
        return new IngestProcess(await ServerProcess.StartAsync(settings, "ingest"), port);
    }

    /// <summary>kill -9, and the next is started.</summary>
    public async Task KillAsync()
    {
        await _server.KillAsync();
        await _server.StartAgainAsync();
    }

    public void Suspend() => _server.Suspend();

    public void Resume() => _server.Resume();

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
