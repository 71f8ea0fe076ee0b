using Gis.Ingest.Mqtt;
using Gis.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gis.Benchmarks.Ingest;

/// <summary>Messages that the broker is given at QoS 1, over one connection, as fast as it takes them.</summary>
internal static class Backlog
{
    /// <summary>The first messages of a round; all are acknowledged by the broker when this returns.</summary>
    public static async Task PublishAsync(BrokerServer broker, DateTimeOffset start, int messages)
    {
        if (!MqttAddress.TryParse(broker.UriOf(IngestWorld.Field), out var address, out var why))
        {
            throw new InvalidOperationException(why);
        }

        using var session = new MqttSession(
            new MqttSessionOptions { Broker = address, ClientId = "bench-field", SessionExpiry = TimeSpan.Zero },
            inbox: null,
            TimeProvider.System,
            NullLogger<MqttSession>.Instance);
        using var end = new CancellationTokenSource();
        var running = session.RunAsync(end.Token);
        var acknowledged = new List<Task<byte>>(messages);
        for (var i = 0; i < messages; i++)
        {
            acknowledged.Add(await session.QueueAsync(IngestWorld.TopicOf(i), IngestWorld.Message(start, i), end.Token));
        }

        await Task.WhenAll(acknowledged);
        await end.CancelAsync();
        await running;
    }
}
