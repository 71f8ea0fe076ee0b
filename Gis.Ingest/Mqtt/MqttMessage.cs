using Gis.Ingest.Lines;

namespace Gis.Ingest.Mqtt;

/// <summary>
/// One application message as it arrived by MQTT; <see cref="Via"/> is the connection that its acknowledgement belongs to, since packet ids mean
/// nothing beyond it.
/// </summary>
internal sealed record MqttMessage(
    string Topic, byte[] Payload, ushort PacketId, byte QualityOfService, bool Duplicate, DateTimeOffset ReceivedAt, FieldLine Line, MqttConnection? Via)
    : FieldMessage(Topic, Payload, ReceivedAt, Line);
