using Gis.Ingest.Lines;

namespace Gis.Ingest.Mqtt;

/// <summary>Reads PUBLISH packets into messages that keep nothing of the receive buffer.</summary>
internal static class MqttPublish
{
    /// <summary>Reads what a broker sends us: QoS 0 or 1, as subscribed, without topic aliases, since none were offered.</summary>
    public static MqttMessage Read(byte head, ref MqttReader reader, DateTimeOffset receivedAt, FieldLine line, MqttConnection? via)
    {
        var quality = QualityOf(head);
        if (quality > 1)
        {
            throw new MqttProtocolException(MqttReason.ProtocolError, $"A message came with QoS {quality}; 1 is the most that was asked for.");
        }

        var topic = reader.ReadText();
        RequireTopicName(topic);
        var packetId = quality > 0 ? ReadPacketId(ref reader) : (ushort)0;
        if (reader.ReadProperties().TopicAlias is not null)
        {
            throw new MqttProtocolException(MqttReason.ProtocolError, "A topic alias came, though none was offered.");
        }

        return new MqttMessage(topic, reader.Rest.ToArray(), packetId, quality, (head & 0x08) != 0, receivedAt, line, via);
    }

    /// <summary>The quality of service in a PUBLISH's first byte: 0 to 2.</summary>
    public static byte QualityOf(byte head) =>
        ((head >> 1) & 0x03) is < 3 and var quality ? (byte)quality : throw MqttReader.Malformed("a message has QoS 3");

    public static ushort ReadPacketId(ref MqttReader reader) =>
        reader.ReadUInt16() is > 0 and var id ? id : throw MqttReader.Malformed("packet id 0");

    /// <summary>A name, not a filter.</summary>
    public static void RequireTopicName(string topic)
    {
        if (topic.Length == 0 || topic.AsSpan().ContainsAny('#', '+'))
        {
            throw MqttReader.Malformed("a message's topic is empty or holds a wildcard");
        }
    }
}
