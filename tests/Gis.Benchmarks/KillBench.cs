using System.Globalization;
using Gis.Benchmarks.Ingest;
using Gis.Benchmarks.Kill;
using Gis.Testing;

namespace Gis.Benchmarks;

/// <summary>
/// Two thousand messages a second by each way in, each part a process of its own, while processes die at random moments: nothing that was acknowledged
/// may be missing, nothing stored twice. What dies with the broker is measured apart.
/// </summary>
internal sealed class KillBench : IBench
{
    private const int IngestKills = 20;
    private const int OtherKills = 5;
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromSeconds(2);

    public string Name => "kill";

    public string Purpose => $"{IngestWorld.Things} devices, 2 messages a second each; kill -9 of ingest ({IngestKills} times), PostgreSQL, server and broker ({OtherKills} each)";

    public async Task<bool> RunAsync(TextWriter output)
    {
        var seed = Environment.TickCount;
        await output.WriteLineAsync(Text($"  seed {seed}"));
        var random = new Random(seed);
        await using var world = await IngestWorld.CreateAsync();
        await using var ingest = await IngestProcess.StartAsync(world);
        await using var server = await ServerProcess.StartAsync(
            new Dictionary<string, string>(world.Store.Configuration) { ["GIS_HOME"] = world.Home, ["Broker:Uri"] = world.Broker.SystemUri }, "command");
        var postgres = await PostgresServer.Shared;
        List<(Func<Task> KillAsync, int Times)> parts = [(ingest.KillAsync, IngestKills), (() => KillAsync(postgres, world), OtherKills), (() => KillAsync(server), OtherKills)];

        var endpoint = await new KillRun(world).RunAsync(ingest.Port, i => world.Devices[i], () => KillAllAsync(parts, random));
        await TellAsync(output, "endpoint", endpoint);
        await world.ClearAsync();
        var broker = await new KillRun(world).RunAsync(world.Broker.Port, _ => IngestWorld.Field, () => KillAllAsync(parts, random));
        await TellAsync(output, "broker, which lives", broker);
        await world.ClearAsync();
        List<DateTimeOffset> killedAt = [];
        var dying = await new KillRun(world).RunAsync(
            world.Broker.Port, _ => IngestWorld.Field, () => KillAllAsync([(() => KillAsync(world.Broker, killedAt), OtherKills)], random));
        await TellAsync(output, "broker, killed itself", dying);
        var windows = dying.LostAt.Select(at => killedAt.Where(kill => kill >= at).Select(kill => (kill - at).TotalMilliseconds).DefaultIfEmpty().Min());
        await output.WriteLineAsync(Text($"    acknowledged up to {windows.DefaultIfEmpty().Max():F0} ms before the broker died and never seen again: {dying.LostAt.Count} messages in {OtherKills} deaths"));
        return endpoint is { Missing: 0, Doubled: 0 } && broker is { Missing: 0, Doubled: 0 } && dying.Doubled == 0;
    }

    /// <summary>All kills in a random order, each a random while after the one before is mended.</summary>
    private static async Task KillAllAsync(List<(Func<Task> KillAsync, int Times)> parts, Random random)
    {
        var kills = parts.SelectMany(part => Enumerable.Repeat(part.KillAsync, part.Times)).ToArray();
        random.Shuffle(kills);
        foreach (var killAsync in kills)
        {
            await Task.Delay(LongestQuiet * random.NextDouble());
            await killAsync();
        }
    }

    private static async Task KillAsync(PostgresServer postgres, IngestWorld world)
    {
        await postgres.KillAsync();
        world.Store.Owner.Clear();   // our own connections, by which we shall look
    }

    private static async Task KillAsync(ServerProcess server)
    {
        await server.KillAsync();
        await server.StartAgainAsync();
    }

    private static async Task KillAsync(BrokerServer broker, List<DateTimeOffset> killedAt)
    {
        killedAt.Add(DateTimeOffset.UtcNow);
        await broker.KillAsync();
        await broker.StartAgainAsync();
    }

    private static Task TellAsync(TextWriter output, string way, KillCount count) => output.WriteLineAsync(Text(
        $"  {way,-22} {count.Messages,8:N0} messages acknowledged; missing {count.Missing} of {count.Values:N0} values, doubled {count.Doubled}"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
