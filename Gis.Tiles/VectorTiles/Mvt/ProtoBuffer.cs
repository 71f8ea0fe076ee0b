using System.Numerics;

namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>Bytes in the making, with the number forms of protobuf; kept from tile to tile, so that writing asks for no memory.</summary>
internal sealed class ProtoBuffer
{
    private const int LongestVarint = 10;

    private byte[] _bytes = new byte[4_096];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Takes back what was written behind <paramref name="length"/>.</summary>
    public void CutTo(int length) => Length = length;

    public void Varint(ulong value)
    {
        var room = Room(LongestVarint);
        var at = 0;
        while (value >= 0x80)
        {
            room[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        room[at++] = (byte)value;
        Length += at;
    }

    public void Zigzag(int value) => Varint((uint)((value << 1) ^ (value >> 31)));

    public void Byte(byte value)
    {
        Room(1)[0] = value;
        Length++;
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>A field of bytes: tag, length, content.</summary>
    public void Field(byte tag, ReadOnlySpan<byte> content)
    {
        Byte(tag);
        Varint((ulong)content.Length);
        Bytes(content);
    }

    public void Trim(int kept)
    {
        Clear();
        if (_bytes.Length > kept)
        {
            _bytes = new byte[kept];
        }
    }

    /// <summary>Room for that many bytes behind what is written, to be filled and then counted by <see cref="CutTo"/>.</summary>
    public Span<byte> Room(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }

        return _bytes.AsSpan(Length);
    }

    /// <summary>A field of so many bytes with its tag and length.</summary>
    public static int FieldSize(int contentBytes) => 1 + VarintSize((ulong)contentBytes) + contentBytes;

    public static int VarintSize(ulong value) => (70 - BitOperations.LeadingZeroCount(value | 1)) / 7;
}
