namespace Gis.Ingest;

/// <summary>The way down to the field: publishes to a topic with QoS 1.</summary>
public interface IFieldPublisher
{
    /// <summary>
    /// Returns the reason code of the broker's PUBACK (<see cref="Mqtt.MqttReason.IsFailure"/>). Waits through broken connections until
    /// <paramref name="cancellationToken"/> ends the waiting; the message may then still go out.
    /// </summary>
    Task<byte> PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

    bool IsConnected { get; }
}
