using Gis.Benchmarks.Ingest;
using Gis.Testing;

namespace Gis.Benchmarks.Kill;

/// <summary>A thousand stubborn devices by one way in, while processes are killed; then what of the acknowledged is missing or there twice.</summary>
internal sealed class KillRun(IngestWorld world)
{
    private static readonly TimeSpan QuietFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DrainsWithin = TimeSpan.FromMinutes(3);

    /// <summary>Kills as told while the devices go on, and counts when all is quiet.</summary>
    public async Task<KillCount> RunAsync(int port, Func<int, BrokerUser> user, Func<Task> killAllAsync)
    {
        using var giveUp = new CancellationTokenSource();
        var start = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        List<StubbornDevice> devices = [.. Enumerable.Range(0, IngestWorld.Things).Select(i => new StubbornDevice(i, port, user(i), start))];
        List<Task> running = [.. devices.Select(device => Task.Run(() => device.RunAsync(giveUp.Token)))];
        await Eventually.TrueAsync(async () => await world.CountAsync() > 0, "the first values are stored", DrainsWithin);
        await killAllAsync();
        devices.ForEach(device => device.Finish());
        giveUp.CancelAfter(DrainsWithin);
        await Task.WhenAll(running);
        return await CountAsync(devices, start);
    }

    private async Task<KillCount> CountAsync(List<StubbornDevice> devices, DateTimeOffset start)
    {
        var said = devices.Sum(device => device.AcknowledgedAt.Count);
        var values = (long)said * IngestWorld.Properties.Length;
        var stored = await UntilQuietAsync(values);
        var revised = await world.Store.ScalarAsync<long>("SELECT count(*) FROM observation_revision");
        return new KillCount(said, values, stored, revised, await LostAsync(devices, start));
    }

    /// <summary>Until all is stored, or for a while nothing more.</summary>
    private async Task<long> UntilQuietAsync(long wanted)
    {
        var stored = await world.CountAsync();
        while (stored < wanted)
        {
            await Task.Delay(QuietFor);
            var now = await world.CountAsync();
            if (now == stored)
            {
                break;
            }

            stored = now;
        }

        return stored;
    }

    /// <summary>When those messages were acknowledged of which nothing is stored.</summary>
    private async Task<List<DateTimeOffset>> LostAsync(List<StubbornDevice> devices, DateTimeOffset start)
    {
        var lost = new List<DateTimeOffset>();
        foreach (var device in devices)
        {
            var times = await world.TimesOfAsync(device.Number);
            for (var message = 0; message < device.AcknowledgedAt.Count; message++)
            {
                if (!times.Contains(IngestWorld.TimeOf(start, device.Number + (message * IngestWorld.Things))))
                {
                    lost.Add(device.AcknowledgedAt[message]);
                }
            }
        }

        return lost;
    }
}
