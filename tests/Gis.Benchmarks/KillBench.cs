using System.Globalization;
using Gis.Benchmarks.Ingest;
using Gis.Benchmarks.Kill;
using Gis.Testing;

namespace Gis.Benchmarks;

/// <summary>
/// Two thousand messages a second by each way in, each part a process of its own, while processes die at random moments: nothing that was acknowledged
/// may be missing, nothing stored twice. What dies with the broker is measured apart; <c>GIS_TEST_KILL=broker</c> measures only that.
/// </summary>
internal sealed class KillBench : IBench
{
    private const int IngestKills = 20;
    private const int OtherKills = 5;
    private const int BrokerKills = 10;
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromSeconds(2);

    public string Name => "kill";

    public string Purpose => $"{IngestWorld.Things} devices, 2 messages a second each; kill -9 of ingest ({IngestKills} times), PostgreSQL and server ({OtherKills} each) by each way in; of the broker {BrokerKills} times alone and {BrokerKills} times with ingest";

    public async Task<bool> RunAsync(TextWriter output)
    {
        var seed = Environment.TickCount;
        await output.WriteLineAsync(Text($"  seed {seed}"));
        var random = new Random(seed);
        await using var world = await IngestWorld.CreateAsync();
        await using var ingest = await IngestProcess.StartAsync(world);
        var isWhole = Environment.GetEnvironmentVariable("GIS_TEST_KILL") == "broker" || await OthersDieAsync(output, world, ingest, random);
        return await BrokerDiesAsync(output, world, ingest, random) && isWhole;
    }

    private static async Task<bool> OthersDieAsync(TextWriter output, IngestWorld world, IngestProcess ingest, Random random)
    {
        await using var server = await ServerProcess.StartAsync(
            new Dictionary<string, string>(world.Store.Configuration) { ["GIS_HOME"] = world.Home, ["Broker:Uri"] = world.Broker.SystemUri }, "command");
        var postgres = await PostgresServer.Shared;
        List<(Func<Task> KillAsync, int Times)> parts = [(ingest.KillAsync, IngestKills), (() => KillAsync(postgres, world), OtherKills), (() => KillAsync(server), OtherKills)];

        var endpoint = await new KillRun(world).RunAsync(ingest.Port, i => world.Devices[i], () => KillAllAsync(parts, random));
        await TellAsync(output, "endpoint", endpoint);
        await world.ClearAsync();
        var broker = await new KillRun(world).RunAsync(world.Broker.Port, _ => IngestWorld.Field, () => KillAllAsync(parts, random));
        await TellAsync(output, "broker, which lives", broker);
        return endpoint is { Missing: 0, Doubled: 0 } && broker is { Missing: 0, Doubled: 0 };
    }

    private static async Task<bool> BrokerDiesAsync(TextWriter output, IngestWorld world, IngestProcess ingest, Random random)
    {
        var deaths = new BrokerDeaths(world, ingest, random);
        await world.ClearAsync();
        var alone = await deaths.AloneAsync(BrokerKills);
        await TellAsync(output, "broker, killed itself", alone);
        await world.ClearAsync();
        var together = await deaths.WithIngestAsync(BrokerKills);
        await TellAsync(output, "broker, with ingest", together);
        return alone is { Count.Doubled: 0, Unexplained: 0 } && together is { Count.Doubled: 0, Unexplained: 0 };
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

    private static Task TellAsync(TextWriter output, string way, KillCount count) => output.WriteLineAsync(Text(
        $"  {way,-22} {count.Messages,8:N0} messages acknowledged; missing {count.Missing} of {count.Values:N0} values, doubled {count.Doubled}"));

    private static async Task TellAsync(TextWriter output, string way, DeathCount deaths)
    {
        await TellAsync(output, way, deaths.Count);
        await output.WriteLineAsync(Text(
            $"    in {deaths.WindowsSeconds.Length} deaths {deaths.LostBefore:N0} messages were lost that had been acknowledged before, the earliest {deaths.WindowsSeconds[^1]:F2} s (in the middle {deaths.WindowsSeconds.At(0.5):F2} s) before the death;"));
        await output.WriteLineAsync(Text(
            $"    {deaths.LostAfterReturn:N0} that the returned broker acknowledged before it knew ingest again, up to {deaths.LongestDeafSeconds:F2} s after the death; {deaths.Unexplained} otherwise"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
