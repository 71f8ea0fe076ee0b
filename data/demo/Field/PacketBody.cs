using System.Text;

namespace Gis.Demo.Field;

/// <summary>The body of an MQTT packet while it grows.</summary>
internal sealed class PacketBody
{
    private readonly List<byte> _bytes = [];

    public PacketBody Byte(int value)
    {
        _bytes.Add((byte)value);
        return this;
    }

    public PacketBody UInt16(int value) => Byte(value >> 8).Byte(value);

    public PacketBody Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return UInt16(bytes.Length).Bytes(bytes);
    }

    public PacketBody Bytes(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public byte[] ToPacket(int head)
    {
        List<byte> start = [(byte)head];
        var length = _bytes.Count;
        do
        {
            start.Add((byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0)));
            length >>= 7;
        }
        while (length > 0);
        return [.. start, .. _bytes];
    }
}
