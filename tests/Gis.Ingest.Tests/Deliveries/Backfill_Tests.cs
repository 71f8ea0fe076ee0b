using System.Diagnostics;
using System.Globalization;
using System.Text;
using Gis.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Gis.Ingest.Tests.Deliveries;

/// <summary>After an outage: what is old comes in beside what is new.</summary>
public sealed class Backfill_Tests(RunningIngest rig, ITestOutputHelper output) : IClassFixture<RunningIngest>
{
    private const int Values = 100_000;
    private const int ItemsAMessage = 200;
    private const int LiveDevices = 10;

    /// <summary>What is in hand is stored before what came behind it: a second or two on a busy machine, never the whole back-fill.</summary>
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

        var watch = Stopwatch.StartNew();
        using var end = new CancellationTokenSource();
        var lateness = Task.WhenAll(live.Select(line => SpeakAsync(line, end.Token)));
        for (var message = 0; message < Values / ItemsAMessage; message++)
        {
            await old.PublishAsync(Old(message));
        }

        await Eventually.TrueAsync(() => old.Acknowledged == Values / ItemsAMessage, "all old values are stored", TimeSpan.FromMinutes(5));
        var whole = watch.Elapsed;
        await end.CancelAsync();
        var perDevice = await lateness;
        var worst = perDevice.SelectMany(one => one).Max();

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Values} old values in {whole.TotalSeconds:F1} s; of {perDevice.Sum(one => one.Count)} live values meanwhile the slowest was stored after {worst.TotalSeconds:F2} s"));
        Assert.Equal(Values, await rig.CountAsync("observation", "datastream_id IN (SELECT d.id FROM datastream d JOIN thing_alias a USING (thing_id) WHERE a.code = 'backfill')"));
        // Were they starved, each would have had one value stored at its end.
        Assert.All(perDevice, one => Assert.True(one.Count >= 3, $"only {one.Count} live values of a device were stored in {whole.TotalSeconds:F1} s, the last after {one[^1].TotalSeconds:F1} s"));
        Assert.True(worst < MostLate, $"a live value waited {worst.TotalSeconds:F1} of {whole.TotalSeconds:F1} s");
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
