using System.Buffers.Binary;
using System.Text;

namespace Gis.Ingest.Mqtt;

/// <summary>Puts a packet together, field by field.</summary>
internal sealed class PacketBuilder
{
    private byte[] _bytes = new byte[32];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public PacketBuilder Byte(byte value)
    {
        Take(1)[0] = value;
        return this;
    }

    public PacketBuilder UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(Take(2), value);
        return this;
    }

    public PacketBuilder UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);
        return this;
    }

    public PacketBuilder Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Take(bytes.Length));
        return this;
    }

    /// <summary>A string of the protocol; at most 65,535 bytes of UTF-8.</summary>
    public PacketBuilder Text(string text)
    {
        var count = Encoding.UTF8.GetByteCount(text);
        if (count > ushort.MaxValue)
        {
            throw new ArgumentException("A string of MQTT has at most 65,535 bytes.", nameof(text));
        }

        UInt16((ushort)count);
        Encoding.UTF8.GetBytes(text, Take(count));
        return this;
    }

    public PacketBuilder VariableInteger(int value)
    {
        do
        {
            var digit = value & 0x7F;
            value >>= 7;
            Byte((byte)(value > 0 ? digit | 0x80 : digit));
        }
        while (value > 0);
        return this;
    }

    /// <summary>What another builder holds, after its length as a variable length integer.</summary>
    public PacketBuilder Block(PacketBuilder block) => VariableInteger(block.Length).Bytes(block.Written.Span);

    /// <summary>The packet whose body this is.</summary>
    public byte[] ToPacket(MqttPacketType type, int flags = 0) =>
        new PacketBuilder().Byte((byte)(((byte)type << 4) | flags)).Block(this).Written.ToArray();

    private Span<byte> Take(int count)
    {
        if (_bytes.Length < Length + count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }

        var span = _bytes.AsSpan(Length, count);
        Length += count;
        return span;
    }
}
