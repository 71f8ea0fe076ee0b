using System.Diagnostics;
using System.Globalization;
using Gis.Benchmarks.Live;
using Gis.Testing;

namespace Gis.Benchmarks;

/// <summary>From the sensor's line to the viewer's page: broker, ingest, store, log, feed, hub.</summary>
internal sealed class LiveBench : IBench
{
    private const int MessagesPerSecond = 1_000;
    private const int DetailPerViewer = 5;

    /// <summary>How many watch, and how old a value may be when they see it.</summary>
    private static readonly (int Viewers, double BarMs)[] Turns = [(50, 500), (500, 1_000)];

    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(15);

    public string Name => "live";

    public string Purpose =>
        $"sensor to viewer at {MessagesPerSecond * LiveWorld.Properties.Length:N0} values/s in {MessagesPerSecond:N0} messages, {LiveWorld.Things:N0} things; bars p95 {string.Join(", ", Turns.Select(turn => $"{turn.BarMs:N0} ms for {turn.Viewers} viewers"))}";

    public async Task<bool> RunAsync(TextWriter output)
    {
        var allMet = true;
        foreach (var (viewers, barMs) in Turns)
        {
            allMet &= await RunAsync(viewers, barMs, output);
        }

        return allMet;
    }

    private static async Task<bool> RunAsync(int viewers, double barMs, TextWriter output)
    {
        var world = new LiveWorld();
        await world.InitializeAsync();
        try
        {
            return await MeasureAsync(world, viewers, barMs, output);
        }
        finally
        {
            await world.DisposeAsync();
        }
    }

    private static async Task<bool> MeasureAsync(LiveWorld world, int count, double barMs, TextWriter output)
    {
        using var stop = new CancellationTokenSource();
        var watch = new Stopwatch();
        var person = await world.PersonAsync("inspector", "130000");
        var viewers = Enumerable.Range(0, count)
            .Select(i => new WatchingViewer(world, person, [.. Enumerable.Range(0, DetailPerViewer).Select(k => world.SpeakingIds[((i * DetailPerViewer) + k) % LiveWorld.Speaking])]))
            .ToList();
        var watching = viewers.Select(viewer => viewer.WatchAsync(() => watch.Elapsed > Warm, stop.Token)).ToList();
        await Task.WhenAll(viewers.Select(viewer => viewer.Ready));
        watch.Start();
        var (sent, seconds) = await SpeakAsync(world, Warm + Measured);
        await stop.CancelAsync();
        await Task.WhenAll(watching);

        var ages = viewers.SelectMany(viewer => viewer.LatenciesMs).Order().ToArray();
        var p95 = ages.At(0.95);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  {count} viewers: sent {sent / seconds:F0} messages/s; {ages.Length:N0} values seen, age p50 {ages.At(0.5):F0} ms, p95 {p95:F0} ms, p99 {ages.At(0.99):F0} ms; {viewers.Average(viewer => viewer.Items) / seconds:F1} items/s a viewer"));
        var met = p95 <= barMs && sent / seconds > MessagesPerSecond * 0.95;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  p95 {p95:F0} ms, bar {barMs:F0} ms: {(met ? "met" : "NOT met")}"));
        return met;
    }

    /// <summary>All devices in turn, evenly, each value with the moment of its sending.</summary>
    private static async Task<(int Sent, double Seconds)> SpeakAsync(LiveWorld world, TimeSpan duration)
    {
        var lines = await Task.WhenAll(Enumerable.Range(0, LiveWorld.Speaking).Select(world.ConnectAsync));
        var watch = Stopwatch.StartNew();
        var sent = 0;
        while (watch.Elapsed < duration)
        {
            for (var due = (int)(watch.Elapsed.TotalSeconds * MessagesPerSecond); sent < due; sent++)
            {
                await lines[sent % lines.Length].PublishAsync(LiveWorld.Message(sent, DateTimeOffset.UtcNow));
            }

            await Task.Delay(2);
        }

        var seconds = watch.Elapsed.TotalSeconds;
        foreach (var line in lines)
        {
            await line.DisposeAsync();
        }

        return (sent, seconds);
    }
}
