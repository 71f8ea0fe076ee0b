using System.Globalization;
using Gis.Benchmarks.Ingest;

namespace Gis.Benchmarks;

/// <summary>Devices that stay connected to the endpoint and speak once in a while: what they take of ingest's memory, and whether they are still served soon.</summary>
internal sealed class ConnectionsBench : IBench
{
    private const int MessagesEach = 3;
    private const double MostMegabytes = 400;
    private static readonly int[] Connections = [1_000, 10_000];
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public string Name => "connections";

    public string Purpose => $"{string.Join(" and ", Connections)} devices connected to the endpoint, each speaking every {Interval.TotalSeconds} s, {MessagesEach} times; at most {MostMegabytes} MB of ingest";

    public async Task<bool> RunAsync(TextWriter output)
    {
        await using var world = await IngestWorld.CreateAsync();
        var isMet = true;
        foreach (var connections in Connections)
        {
            await world.ClearAsync();
            isMet &= await RunAsync(output, world, connections);
        }

        return isMet;
    }

    private static async Task<bool> RunAsync(TextWriter output, IngestWorld world, int connections)
    {
        await using var ingest = await IngestProcess.StartAsync(world);
        var alone = ProcessCpu.PeakMegabytes(ingest.Id);
        var began = TimeProvider.System.GetTimestamp();
        await using var fleet = await DeviceFleet.ConnectAsync(ingest.Port, [.. Enumerable.Range(0, connections).Select(i => world.Devices[i % IngestWorld.Things])]);
        var connectedAfter = TimeProvider.System.GetElapsedTime(began);
        var connected = ProcessCpu.PeakMegabytes(ingest.Id);
        var messages = connections * MessagesEach;
        double[] lateness = [];
        var run = await IngestRun.MeasureAsync(
            world, ingest.Id, messages, async () => lateness = await fleet.SayAsync(IngestWorld.Start(), messages, connections / Interval.TotalSeconds));
        var megabytes = ProcessCpu.PeakMegabytes(ingest.Id);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  {connections,6:N0} connections, made one after another in {connectedAfter.TotalSeconds:F1} s: peak memory {megabytes:F0} MB (at most {MostMegabytes}), of which {alone:F0} MB before anybody connects, {connected:F0} MB when all are; publish to PUBACK p50 {lateness.At(0.5):F1} ms, p99 {lateness.At(0.99):F1} ms; {(run.IsComplete ? "all stored" : "NOT ALL STORED")}"));
        return run.IsComplete && megabytes <= MostMegabytes;
    }
}
