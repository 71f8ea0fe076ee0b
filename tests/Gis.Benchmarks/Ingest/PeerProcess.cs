using System.Globalization;
using Gis.Testing;
using Npgsql;

namespace Gis.Benchmarks.Ingest;

/// <summary>A peer at work in a process of its own; it enters the store as ingest does, by the same role and socket.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private readonly GuardedProcess _process;

    private PeerProcess(GuardedProcess process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Starts it, and says one message again and again until it is stored.</summary>
    public static async Task<PeerProcess> StartAsync(IngestWorld world, BrokerServer broker, PeerProgram program)
    {
        var folder = TestFolder.Create("peer");
        var peer = new PeerProcess(GuardedProcess.Start(
            folder, "TERM", [.. program.Command.Select(word => word.Replace(PeerProgram.OwnFolder, folder, StringComparison.Ordinal))], Environment(world, broker)));
        var start = IngestWorld.Start() - IngestWorld.RoundLasts;
        try
        {
            await Eventually.TrueAsync(() => peer.HasStoredAsync(world, broker, start), $"{program.Name} stores what it hears");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{peer._process.LogTail()}", late);
        }

        return peer;
    }

    public void Suspend() => _process.Signal("STOP");

    public void Resume() => _process.Signal("CONT");

    public async ValueTask DisposeAsync()
    {
        Resume();
        await _process.StopAsync();
        _process.Dispose();
        Directory.Delete(_process.Folder, recursive: true);
    }

    private async Task<bool> HasStoredAsync(IngestWorld world, BrokerServer broker, DateTimeOffset start)
    {
        if (!_process.IsRunning)
        {
            throw new InvalidOperationException($"It ended:\n{_process.LogTail()}");
        }

        await Backlog.PublishAsync(broker, start, 1);
        return await world.HasAsync(start, 0);
    }

    private static Dictionary<string, string> Environment(IngestWorld world, BrokerServer broker)
    {
        var store = new NpgsqlConnectionStringBuilder(world.Store.ConnectionString("gis_ingest"));
        return new Dictionary<string, string>
        {
            ["PGHOST"] = store.Host!,
            ["PGPORT"] = store.Port.ToString(CultureInfo.InvariantCulture),
            ["PGDATABASE"] = store.Database!,
            ["PGUSER"] = store.Username!,
            ["PGPASSWORD"] = store.Password!,
            ["MQTT_URI"] = broker.UriOf(IngestWorld.Field),
        };
    }
}
