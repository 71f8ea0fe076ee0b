using System.Net.Security;

namespace Gis.Ingest.Mqtt;

/// <summary>How one MQTT session behaves; each knob says what happens when it is turned.</summary>
internal sealed class MqttSessionOptions
{
    public required MqttAddress Broker { get; init; }

    /// <summary>Stable name of the session at the broker: what was not acknowledged under it comes again after a break.</summary>
    public required string ClientId { get; init; }

    /// <summary>Topic filters asked for after every connect; empty for a session that only publishes.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>How long the broker keeps the session while we are away; zero starts clean each time.</summary>
    public TimeSpan SessionExpiry { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Longest silence before a ping is sent; one and a half times this without a byte means the link is dead.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How many unacknowledged messages the broker is asked to send at most. A wish: brokers exceed it.</summary>
    public ushort ReceiveMaximum { get; init; } = 10_000;

    /// <summary>Longest packet accepted; a longer one closes the connection. Holds a snapshot of 1 MB with its topic.</summary>
    public int MaxPacketBytes { get; init; } = 1_200_000;

    /// <summary>Publishes that may wait for their PUBACK at once; more wait their turn.</summary>
    public int PublishesInFlight { get; init; } = 1_000;

    /// <summary>Publishes that may wait for their turn and their PUBACK together.</summary>
    public int PublishesWaiting { get; init; } = 10_000;

    /// <summary>Longest wait for TCP, TLS and CONNACK together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>First wait after a lost connection; it doubles up to <see cref="LongestRetry"/>.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Whom to trust with mqtts; null trusts the system's authorities.</summary>
    public SslClientAuthenticationOptions? Tls { get; init; }
}
