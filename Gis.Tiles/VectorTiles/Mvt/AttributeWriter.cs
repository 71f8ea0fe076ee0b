using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text.Json;

namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>Tags features with their attributes, typed as PostGIS types them: text, whole numbers, other numbers as double, boolean. Null is no tag.</summary>
internal sealed class AttributeWriter
{
    /// <summary>Fields of the message Value, each with its wire type.</summary>
    private const byte StringTag = (1 << 3) | 2;
    private const byte DoubleTag = (3 << 3) | 1;
    private const byte UnsignedTag = 5 << 3;
    private const byte SignedTag = 6 << 3;
    private const byte BooleanTag = 7 << 3;

    private readonly ProtoBuffer _value = new();
    private readonly ProtoBuffer _name = new();

    public void Text(FeatureStock stock, int key, ReadOnlySpan<byte> utf8)
    {
        _value.Clear();
        _value.Field(StringTag, utf8);
        stock.Tag(key, stock.Values.NumberOf(_value.Written));
    }

    /// <summary>The members of a JSON object; what holds others is no tag, and neither is a member named as one of the first <paramref name="takenKeys"/> keys.</summary>
    public void Members(FeatureStock stock, ReadOnlySpan<byte> json, int takenKeys)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Unescape(ref reader, _name);
            if (!reader.Read() || !TryValue(ref reader))
            {
                continue;
            }

            var key = stock.Keys.NumberOf(name);
            if (key >= takenKeys)
            {
                stock.Tag(key, stock.Values.NumberOf(_value.Written));
            }
        }
    }

    private static ReadOnlySpan<byte> Unescape(ref Utf8JsonReader reader, ProtoBuffer scratch)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }

        scratch.Clear();
        var room = scratch.Room(reader.ValueSpan.Length);
        return room[..reader.CopyString(room)];
    }

    private bool TryValue(ref Utf8JsonReader reader)
    {
        _value.Clear();
        switch (reader.TokenType)
        {
            case JsonTokenType.String when !reader.ValueIsEscaped:
                _value.Field(StringTag, reader.ValueSpan);
                return true;
            case JsonTokenType.String:
                // Escapes are rare: here a string may be made.
                _value.Field(StringTag, System.Text.Encoding.UTF8.GetBytes(reader.GetString()!));
                return true;
            case JsonTokenType.True or JsonTokenType.False:
                _value.Byte(BooleanTag);
                _value.Byte(reader.TokenType == JsonTokenType.True ? (byte)1 : (byte)0);
                return true;
            case JsonTokenType.Number:
                Number(reader.ValueSpan);
                return true;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                reader.Skip();
                return false;
            default:
                return false;
        }
    }

    private void Number(ReadOnlySpan<byte> digits)
    {
        if (Utf8Parser.TryParse(digits, out long whole, out var used) && used == digits.Length)
        {
            WriteWhole(whole);
            return;
        }

        _ = Utf8Parser.TryParse(digits, out double number, out _);
        if (number == Math.Floor(number) && Math.Abs(number) < 1L << 53)
        {
            WriteWhole((long)number);
            return;
        }

        _value.Byte(DoubleTag);
        BinaryPrimitives.WriteDoubleLittleEndian(_value.Room(sizeof(double)), number);
        _value.CutTo(_value.Length + sizeof(double));
    }

    private void WriteWhole(long number)
    {
        _value.Byte(number >= 0 ? UnsignedTag : SignedTag);
        _value.Varint(number >= 0 ? (ulong)number : (ulong)((number << 1) ^ (number >> 63)));
    }
}
