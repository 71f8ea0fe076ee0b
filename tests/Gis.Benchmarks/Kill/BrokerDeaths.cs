using Gis.Benchmarks.Ingest;
using Gis.Testing;

namespace Gis.Benchmarks.Kill;

/// <summary>
/// Kills the broker at random moments while a thousand devices speak to it. What it has acknowledged and not handed on lives in its memory, and on disk
/// as far as it is older than the last snapshot; the moments are spread over twice the time between two snapshots.
/// </summary>
internal sealed class BrokerDeaths(IngestWorld world, IngestProcess ingest, Random random)
{
    private static readonly TimeSpan LongestQuiet = 2 * TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HeardWithin = TimeSpan.FromMinutes(1);

    /// <summary>It alone dies, and ingest goes on with what was handed to it.</summary>
    public Task<DeathCount> AloneAsync(int times) => RunAsync(times, async () =>
    {
        await Task.Delay(LongestQuiet * random.NextDouble());
        await world.Broker.KillAsync();
        var diedAt = DateTimeOffset.UtcNow;
        await world.Broker.StartAgainAsync();
        return diedAt;
    });

    /// <summary>Ingest has stood still for a random while, so that the broker holds messages for it, and dies with it, as when the machine loses power.</summary>
    public Task<DeathCount> WithIngestAsync(int times) => RunAsync(times, async () =>
    {
        ingest.Suspend();
        await Task.Delay(LongestQuiet * random.NextDouble());
        await world.Broker.KillAsync();
        var diedAt = DateTimeOffset.UtcNow;
        var back = ingest.KillAsync();
        await world.Broker.StartAgainAsync();
        await back;
        return diedAt;
    });

    private async Task<DeathCount> RunAsync(int times, Func<Task<DateTimeOffset>> dieAsync)
    {
        List<Death> deaths = [];
        var count = await new KillRun(world).RunAsync(world.Broker.Port, _ => IngestWorld.Field, async () =>
        {
            while (deaths.Count < times)
            {
                var diedAt = await dieAsync();
                deaths.Add(new Death(diedAt, await HeardAsync()));
            }
        });
        return new DeathCount(count, deaths);
    }

    /// <summary>Until something is stored that is said from now on; messages come in their order, so all that was kept for ingest before is stored too.</summary>
    private async Task<DateTimeOffset> HeardAsync()
    {
        var now = DateTimeOffset.UtcNow;
        await Eventually.TrueAsync(async () => await world.LatestAsync() > now, "what is said now is stored", HeardWithin);
        return DateTimeOffset.UtcNow;
    }
}
