using System.Buffers.Binary;
using System.Text;

namespace Gis.Ingest.Mqtt;

/// <summary>Builds the packets that we send.</summary>
internal static class MqttWriter
{
    private const byte Level5 = 5;

    public static readonly byte[] Ping = [(byte)MqttPacketType.PingRequest << 4, 0];

    public static byte[] Connect(MqttSessionOptions options)
    {
        var broker = options.Broker;
        var clean = options.SessionExpiry <= TimeSpan.Zero;
        var body = new MemoryStream();
        WriteText(body, "MQTT");
        body.WriteByte(Level5);
        body.WriteByte((byte)((clean ? 0x02 : 0) | (broker.User is null ? 0 : 0x80) | (broker.Password is null ? 0 : 0x40)));
        WriteUInt16(body, (ushort)options.KeepAlive.TotalSeconds);
        WriteVariableInteger(body, 5 + 3 + 5);
        body.WriteByte(0x11);
        WriteUInt32(body, (uint)Math.Max(0, options.SessionExpiry.TotalSeconds));
        body.WriteByte(0x21);
        WriteUInt16(body, options.ReceiveMaximum);
        body.WriteByte(0x27);
        WriteUInt32(body, (uint)options.MaxPacketBytes);
        WriteText(body, options.ClientId);
        if (broker.User is not null)
        {
            WriteText(body, broker.User);
        }

        if (broker.Password is not null)
        {
            WriteText(body, broker.Password);
        }

        return Packet((byte)MqttPacketType.Connect << 4, body);
    }

    /// <summary>QoS 1, and Retain Handling 2: what was retained before we came is not for us.</summary>
    public static byte[] Subscribe(ushort packetId, IReadOnlyList<string> filters)
    {
        var body = new MemoryStream();
        WriteUInt16(body, packetId);
        WriteVariableInteger(body, 0);
        foreach (var filter in filters)
        {
            WriteText(body, filter);
            body.WriteByte(0x01 | (2 << 4));
        }

        return Packet(((byte)MqttPacketType.Subscribe << 4) | 0x02, body);
    }

    public static byte[] Publish(string topic, ReadOnlySpan<byte> payload, ushort packetId, bool again)
    {
        var body = new MemoryStream(topic.Length + payload.Length + 8);
        WriteText(body, topic);
        WriteUInt16(body, packetId);
        WriteVariableInteger(body, 0);
        body.Write(payload);
        return Packet(((byte)MqttPacketType.Publish << 4) | 0x02 | (again ? 0x08 : 0), body);
    }

    public static byte[] Disconnect(byte reason) => [(byte)MqttPacketType.Disconnect << 4, 2, reason, 0];

    /// <summary>One PUBACK (success) at <paramref name="offset"/>; four bytes.</summary>
    public static void PublishAck(Span<byte> into, int offset, ushort packetId)
    {
        into[offset] = (byte)MqttPacketType.PublishAck << 4;
        into[offset + 1] = 2;
        BinaryPrimitives.WriteUInt16BigEndian(into[(offset + 2)..], packetId);
    }

    private static byte[] Packet(int head, MemoryStream body)
    {
        var packet = new MemoryStream((int)body.Length + 5);
        packet.WriteByte((byte)head);
        WriteVariableInteger(packet, (int)body.Length);
        body.WriteTo(packet);
        return packet.ToArray();
    }

    private static void WriteText(MemoryStream into, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > ushort.MaxValue)
        {
            throw new ArgumentException("A string of MQTT has at most 65,535 bytes.", nameof(text));
        }

        WriteUInt16(into, (ushort)bytes.Length);
        into.Write(bytes);
    }

    private static void WriteUInt16(MemoryStream into, ushort value)
    {
        into.WriteByte((byte)(value >> 8));
        into.WriteByte((byte)value);
    }

    private static void WriteUInt32(MemoryStream into, uint value)
    {
        WriteUInt16(into, (ushort)(value >> 16));
        WriteUInt16(into, (ushort)value);
    }

    private static void WriteVariableInteger(MemoryStream into, int value)
    {
        do
        {
            var digit = value & 0x7F;
            value >>= 7;
            into.WriteByte((byte)(value > 0 ? digit | 0x80 : digit));
        }
        while (value > 0);
    }
}
