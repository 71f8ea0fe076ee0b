using System.Diagnostics;
using System.Globalization;
using System.Text;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Deliveries;

/// <summary>After an outage: what is old comes in beside what is new.</summary>
public sealed class Backfill_Tests(RunningIngest rig) : IClassFixture<RunningIngest>
{
    private const int Values = 100_000;
    private const int ItemsAMessage = 1_000;
    private const int LiveDevices = 10;

    /// <summary>A batch of back-fill is stored before what came behind it: a few seconds on a busy machine, never the whole back-fill.</summary>
    private static readonly TimeSpan MostLate = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Live_values_of_others_are_stored_soon_while_a_device_sends_a_hundred_thousand_old_ones()
    {
        var old = await AddAsync("backfill");
        var live = new List<FieldLine>();
        for (var i = 0; i < LiveDevices; i++)
        {
            live.Add(await AddAsync($"live-{i}"));
        }

        using var end = new CancellationTokenSource();
        var lateness = Task.WhenAll(live.Select(line => SpeakAsync(line, end.Token)));
        for (var message = 0; message < Values / ItemsAMessage; message++)
        {
            await old.PublishAsync(Old(message));
        }

        await Eventually.TrueAsync(() => old.Acknowledged == Values / ItemsAMessage, "all old values are stored", TimeSpan.FromMinutes(5));
        await end.CancelAsync();
        var worst = (await lateness).SelectMany(one => one).ToList();

        Assert.Equal(Values, await rig.CountAsync("observation", "datastream_id IN (SELECT d.id FROM datastream d JOIN thing_alias a USING (thing_id) WHERE a.code = 'backfill')"));
        Assert.True(worst.Count >= LiveDevices * 3, $"only {worst.Count} live values were sent meanwhile");
        Assert.True(worst.Max() < MostLate, $"a live value waited {worst.Max().TotalSeconds:F1} s");
        foreach (var line in (FieldLine[])[old, .. live])
        {
            await line.DisposeAsync();
        }
    }

    private async Task<FieldLine> AddAsync(string code)
    {
        await rig.AddThingAsync("outfall_water", "thing", code, "w01018");
        return await FieldLine.ConnectAsync(rig.Endpoint.Port, await rig.AddUserAsync(code), $"things/{code}/observations");
    }

    /// <summary>One value after the other; how long each took from its sending to its PUBACK, which comes after COMMIT.</summary>
    private async Task<List<TimeSpan>> SpeakAsync(FieldLine line, CancellationToken end)
    {
        var took = new List<TimeSpan>();
        while (!end.IsCancellationRequested)
        {
            var watch = Stopwatch.StartNew();
            await line.PublishAsync(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{{\"time\":{rig.Clock.GetUtcNow().ToUnixTimeMilliseconds()},\"values\":{{\"w01018\":30}}}}")));
            await Eventually.TrueAsync(() => line.Acknowledged == took.Count + 1, "the live value is stored", TimeSpan.FromMinutes(5));
            took.Add(watch.Elapsed);
        }

        return took;
    }

    private static byte[] Old(int message)
    {
        var from = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(20.0 * message * ItemsAMessage);
        var items = Enumerable.Range(0, ItemsAMessage).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{{\"time\":{from.AddSeconds(20 * i).ToUnixTimeMilliseconds()},\"values\":{{\"w01018\":{20 + (i % 10)}}}}}"));
        return Encoding.UTF8.GetBytes($"[{string.Join(',', items)}]");
    }
}
