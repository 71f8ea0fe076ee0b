using System.Text;

namespace Gis.Demo.Field;

/// <summary>The few MQTT 5 packets that a device sends.</summary>
internal static class MqttPacket
{
    public static readonly byte[] Disconnect = [0xE0, 0];

    public static byte[] Connect(string clientId, string user, string password, int keepAliveS)
    {
        var body = new PacketBody();
        body.Text("MQTT").Byte(5).Byte(0xC2).UInt16(keepAliveS).Byte(0);
        body.Text(clientId).Text(user).Text(password);
        return body.ToPacket(0x10);
    }

    public static byte[] Subscribe(ushort packetId, string filter)
    {
        var body = new PacketBody();
        body.UInt16(packetId).Byte(0).Text(filter).Byte(1);
        return body.ToPacket(0x82);
    }

    public static byte[] Publish(ushort packetId, string topic, ReadOnlySpan<byte> payload)
    {
        var body = new PacketBody();
        body.Text(topic).UInt16(packetId).Byte(0).Bytes(payload);
        return body.ToPacket(0x32);
    }

    public static byte[] PublishAck(ushort packetId) => [0x40, 2, (byte)(packetId >> 8), (byte)packetId];

    /// <summary>The length that follows a packet's first byte, or a property block; -1 when it is not all there yet.</summary>
    public static int ReadLength(ReadOnlySpan<byte> bytes, out int used)
    {
        var value = 0;
        for (used = 0; used < 4 && used < bytes.Length; used++)
        {
            value |= (bytes[used] & 0x7F) << (7 * used);
            if (bytes[used] < 0x80)
            {
                used++;
                return value;
            }
        }

        return used < 4 ? -1 : throw new IOException("The broker sent a length that MQTT does not know.");
    }

    public static string ReadText(ReadOnlySpan<byte> bytes, out int used)
    {
        var length = (bytes[0] << 8) | bytes[1];
        used = length + 2;
        return Encoding.UTF8.GetString(bytes.Slice(2, length));
    }
}
