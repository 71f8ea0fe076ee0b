namespace Gis.Ingest.Mqtt;

/// <summary>Reads a PUBLISH packet into a message that keeps nothing of the receive buffer.</summary>
internal static class MqttPublish
{
    public static MqttMessage Read(byte head, ref MqttReader reader, DateTimeOffset receivedAt, MqttConnection? via)
    {
        var quality = (byte)((head >> 1) & 0x03);
        if (quality > 1)
        {
            throw new MqttProtocolException(MqttReason.ProtocolError, $"A message came with QoS {quality}; 1 is the most that was asked for.");
        }

        var topic = reader.ReadText();
        if (topic.Length == 0 || topic.AsSpan().ContainsAny('#', '+'))
        {
            throw MqttReader.Malformed("a message's topic is empty or holds a wildcard");
        }

        var packetId = quality > 0 ? reader.ReadUInt16() : (ushort)0;
        if (quality > 0 && packetId == 0)
        {
            throw MqttReader.Malformed("packet id 0");
        }

        if (reader.ReadProperties().TopicAlias is not null)
        {
            throw new MqttProtocolException(MqttReason.ProtocolError, "A topic alias came, though none was offered.");
        }

        return new MqttMessage(topic, reader.Rest.ToArray(), packetId, quality, (head & 0x08) != 0, receivedAt, via);
    }
}
