using System.Buffers;

namespace Gis.Ingest.Mqtt;

/// <summary>Cuts the byte stream into packets; a length that no packet may have ends the connection.</summary>
internal static class MqttFrame
{
    /// <summary>Takes one whole packet off the front of <paramref name="buffer"/>; false when more bytes must come first.</summary>
    public static bool TryCut(
        ref ReadOnlySequence<byte> buffer, int maxPacketBytes, out byte head, out ReadOnlySequence<byte> body)
    {
        body = default;
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryRead(out head) || !TryReadLength(ref reader, out var length))
        {
            return false;
        }

        if (length > maxPacketBytes)
        {
            throw new MqttProtocolException(MqttReason.PacketTooLarge, $"A packet of {length} bytes came; {maxPacketBytes} are accepted.");
        }

        if (reader.Remaining < length)
        {
            return false;
        }

        body = buffer.Slice(reader.Position, length);
        buffer = buffer.Slice(body.End);
        return true;
    }

    private static bool TryReadLength(ref SequenceReader<byte> reader, out int length)
    {
        length = 0;
        for (var shift = 0; shift <= 21; shift += 7)
        {
            if (!reader.TryRead(out var digit))
            {
                return false;
            }

            length |= (digit & 0x7F) << shift;
            if (digit < 0x80)
            {
                return true;
            }
        }

        throw new MqttProtocolException(MqttReason.MalformedPacket, "A packet's length has a fifth byte.");
    }
}
