namespace Gis.Ingest.Mqtt;

/// <summary>One application message as it arrived; <see cref="Via"/> is the connection that its acknowledgement belongs to.</summary>
internal sealed record MqttMessage(
    string Topic, byte[] Payload, ushort PacketId, byte QualityOfService, bool Duplicate, DateTimeOffset ReceivedAt, MqttConnection? Via);
