using System.Globalization;
using Gis.Benchmarks.Ingest;
using Gis.Testing;

namespace Gis.Benchmarks;

/// <summary>
/// Messages of five values of a thousand devices into a durable store with the whole pipeline on, by the endpoint and by the broker, beside binary
/// COPY of the same rows over one connection, and beside programs that do it with common means.
/// </summary>
internal sealed class IngestBench : IBench
{
    private const int Messages = 100_000;

    /// <summary>Said before it is measured, so that what is measured is a process that has run for a while.</summary>
    private const int WarmUp = 100_000;

    private const int Rounds = 3;
    private const double LeastByEndpoint = 0.40;
    private const double LeastByBroker = 0.30;
    private const double MostMicroseconds = 35;
    private const double MostLatenessMs = 100;
    private const double MostMegabytes = 128;

    public string Name => "ingest";

    public string Purpose => $"{Messages} messages of {IngestWorld.Properties.Length} values of {IngestWorld.Things} devices, {Rounds} rounds; fsync on; quality, alarms, latest, ledger and live event on";

    public async Task<bool> RunAsync(TextWriter output)
    {
        await using var world = await IngestWorld.CreateAsync();
        List<double> copies = [];
        List<IngestRun> byEndpoint = [];
        List<IngestRun> byBroker = [];
        List<PeerRace> peers = [new(PeerProgram.MqttAndPg), new(PeerProgram.NodeRed)];
        for (var round = 0; round < Rounds; round++)
        {
            await world.ClearAsync();
            copies.Add(await world.CopyAsync(Messages));
            await world.ClearAsync();
            byEndpoint.Add(await EndpointAsync(world));
            await world.ClearAsync();
            byBroker.Add(await BrokerAsync(world));
            foreach (var peer in peers)
            {
                await world.ClearAsync();
                await peer.RunAsync(world);
            }
        }

        await world.ClearAsync();
        var endpoint = IngestRun.Median(byEndpoint);
        var (lateness, half, megabytes) = await LatenessAsync(world, endpoint.MessagesPerSecond / 2);
        var copy = copies.Order().ElementAt(Rounds / 2);
        await output.WriteLineAsync(Text($"  binary COPY, one connection        {copy,9:N0} messages/s ({copy * IngestWorld.Properties.Length:N0} rows/s)"));
        await TellAsync(output, "endpoint, PUBACK after COMMIT", endpoint, copy, LeastByEndpoint);
        var broker = IngestRun.Median(byBroker);
        await TellAsync(output, "broker, a backlog taken in", broker, copy, LeastByBroker);
        foreach (var peer in peers)
        {
            await peer.TellAsync(output, broker, endpoint);
        }

        await output.WriteLineAsync(Text($"  endpoint at half of that, {half.MessagesPerSecond:N0} messages/s: due to PUBACK p50 {lateness.At(0.5):F1} ms, p99 {lateness.At(0.99):F1} ms (at most {MostLatenessMs}); CPU a message: ingest {half.ProcessMicroseconds:F1} µs, PostgreSQL {half.StoreMicroseconds:F1} µs; peak memory {megabytes:F0} MB (at most {MostMegabytes}) with {IngestWorld.Things} connections"));
        return endpoint.IsComplete && broker.IsComplete && endpoint.MessagesPerSecond >= LeastByEndpoint * copy && broker.MessagesPerSecond >= LeastByBroker * copy
            && endpoint.ProcessMicroseconds <= MostMicroseconds && lateness.At(0.99) <= MostLatenessMs && megabytes <= MostMegabytes
            && peers.TrueForAll(peer => peer.IsComplete && peer.RatioTo(broker) >= PeerRace.LeastRatio);
    }

    private static async Task<IngestRun> EndpointAsync(IngestWorld world)
    {
        await using var ingest = await IngestProcess.StartAsync(world);
        await using var fleet = await DeviceFleet.ConnectAsync(ingest.Port, world.Devices);
        var start = IngestWorld.Start();
        await fleet.SayAsync(start - IngestWorld.RoundLasts, WarmUp);
        return await IngestRun.MeasureAsync(world, ingest.Id, Messages, () => fleet.SayAsync(start, Messages));
    }

    private static async Task<(double[] Lateness, IngestRun Run, double Megabytes)> LatenessAsync(IngestWorld world, double perSecond)
    {
        await using var ingest = await IngestProcess.StartAsync(world);
        await using var fleet = await DeviceFleet.ConnectAsync(ingest.Port, world.Devices);
        var start = IngestWorld.Start();
        await fleet.SayAsync(start - IngestWorld.RoundLasts, WarmUp);
        double[] lateness = [];
        var run = await IngestRun.MeasureAsync(world, ingest.Id, Messages, async () => lateness = await fleet.SayAsync(start, Messages, perSecond));
        return (lateness, run, ProcessCpu.PeakMegabytes(ingest.Id));
    }

    /// <summary>Ingest is held while the broker is given all messages, so that the publisher takes nothing from it while it is measured.</summary>
    private static async Task<IngestRun> BrokerAsync(IngestWorld world)
    {
        await using var ingest = await IngestProcess.StartAsync(world);
        var start = IngestWorld.Start();
        await Backlog.PublishAsync(world.Broker, start - IngestWorld.RoundLasts, WarmUp);
        await world.UntilStoredAsync(start - IngestWorld.RoundLasts, WarmUp);
        ingest.Suspend();
        await Backlog.PublishAsync(world.Broker, start, Messages);
        return await IngestRun.MeasureAsync(world, ingest.Id, Messages, () =>
        {
            ingest.Resume();
            return world.UntilStoredAsync(start, Messages);
        });
    }

    private static Task TellAsync(TextWriter output, string what, IngestRun run, double copy, double least) => output.WriteLineAsync(Text(
        $"  {what,-34} {run.MessagesPerSecond,9:N0} messages/s, {run.MessagesPerSecond / copy:P0} of COPY (at least {least:P0}); CPU a message: ingest {run.ProcessMicroseconds:F1} µs (at most {MostMicroseconds}), PostgreSQL {run.StoreMicroseconds:F1} µs; {(run.IsComplete ? "all stored" : "NOT ALL STORED")}"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
