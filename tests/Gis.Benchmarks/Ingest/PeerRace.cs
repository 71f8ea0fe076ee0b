using System.Globalization;
using Gis.Testing;

namespace Gis.Benchmarks.Ingest;

/// <summary>One peer in the rounds of the bench: what it stores a second, and what a message costs it and PostgreSQL beside what it costs us.</summary>
internal sealed class PeerRace(PeerProgram program)
{
    public const double LeastRatio = 10;
    private const double Stretch = 15;
    private const int WarmUp = 5_000;
    private const int Messages = 20_000;

    private readonly List<IngestRun> _runs = [];

    private IngestRun Run => IngestRun.Median(_runs);

    public bool IsComplete => Run.IsComplete;

    /// <summary>How many times as much processor time a message costs.</summary>
    public double RatioTo(IngestRun ours) => Run.Microseconds / ours.Microseconds;

    /// <summary>
    /// A round: like ingest, the peer is held while the broker is given all messages. The broker is one of its own, since that of the world keeps what
    /// ingest has not heard.
    /// </summary>
    public async Task RunAsync(IngestWorld world)
    {
        await using var broker = await BrokerServer.StartAsProductAsync();
        await broker.AddWholeFieldAsync(IngestWorld.Field);
        await using var peer = await PeerProcess.StartAsync(world, broker, program);
        var start = IngestWorld.Start();
        await Backlog.PublishAsync(broker, start - IngestWorld.RoundLasts, WarmUp);
        await world.UntilStoredAsync(start - IngestWorld.RoundLasts, WarmUp);
        peer.Suspend();
        await Backlog.PublishAsync(broker, start, Messages);
        _runs.Add(await IngestRun.MeasureAsync(world, peer.Id, Messages, () =>
        {
            peer.Resume();
            return world.UntilStoredAsync(start, Messages);
        }));
    }

    public Task TellAsync(TextWriter output, IngestRun byBroker, IngestRun byEndpoint) => output.WriteLineAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"  {program.Name + ", a backlog taken in",-34} {Run.MessagesPerSecond,9:N0} messages/s ({Messages} messages a round); CPU a message: {Run.ProcessMicroseconds:F1} µs, PostgreSQL {Run.StoreMicroseconds:F1} µs: together {RatioTo(byBroker):F1} times ours by the broker (at least {LeastRatio}; {Stretch} is the stretch), {RatioTo(byEndpoint):F1} times ours by the endpoint; {(IsComplete ? "all stored" : "NOT ALL STORED")}"));
}
