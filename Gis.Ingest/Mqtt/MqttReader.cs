using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Gis.Ingest.Mqtt;

/// <summary>Reads the fields of one packet's body; anything cut short or out of bounds is a malformed packet.</summary>
internal ref struct MqttReader(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> _rest = body;

    public readonly int Remaining => _rest.Length;

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public byte ReadByte() => Take(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public ReadOnlySpan<byte> ReadBytes() => Take(ReadUInt16());

    /// <summary>A string of the protocol: UTF-8 without the null character.</summary>
    public string ReadText()
    {
        var bytes = ReadBytes();
        if (!Utf8.IsValid(bytes) || bytes.Contains((byte)0))
        {
            throw Malformed("a string is not UTF-8");
        }

        return Encoding.UTF8.GetString(bytes);
    }

    public MqttProperties ReadProperties()
    {
        var properties = new MqttReader(Take(ReadVariableInteger()));
        var found = new MqttProperties();
        while (properties.Remaining > 0)
        {
            found = found.With(ref properties);
        }

        return found;
    }

    public int ReadVariableInteger()
    {
        var value = 0;
        for (var shift = 0; shift <= 21; shift += 7)
        {
            var digit = ReadByte();
            value |= (digit & 0x7F) << shift;
            if (digit < 0x80)
            {
                return value;
            }
        }

        throw Malformed("a variable length integer has a fifth byte");
    }

    public static MqttProtocolException Malformed(string what) =>
        new(MqttReason.MalformedPacket, $"Malformed packet: {what}.");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_rest.Length < count)
        {
            throw Malformed("it ends too early");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
