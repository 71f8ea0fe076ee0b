using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Npgsql;

namespace Gis.Tiles.Features;

/// <summary>Room for JSON in UTF-8 that is filled again and again; columns go into it as the store sent them, without strings in between.</summary>
internal sealed class JsonRoom : IDisposable
{
    private const int FirstBytes = 16 * 1024;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. "\"\\"u8, .. Enumerable.Range(0, ' ').Select(control => (byte)control)]);

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstBytes);

    public int Count { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Count);

    /// <summary>Room for so many bytes more, to be told of by <see cref="Advance"/>.</summary>
    public Span<byte> Room(int bytes)
    {
        if (_bytes.Length - Count < bytes)
        {
            Grow(bytes);
        }

        return _bytes.AsSpan(Count);
    }

    public void Advance(int bytes) => Count += bytes;

    /// <summary>Drops what stands from this place on.</summary>
    public void Cut(int at) => Count = at;

    /// <summary>Puts another byte in the place of one that is written.</summary>
    public void Put(int at, byte json) => _bytes[at] = json;

    public void Add(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Room(json.Length));
        Count += json.Length;
    }

    public void Add(byte json)
    {
        Room(1)[0] = json;
        Count++;
    }

    public void Add(long number)
    {
        Utf8Formatter.TryFormat(number, Room(FixedDecimal.MostBytes), out var written);
        Count += written;
    }

    /// <summary>A column of text as a string, or null.</summary>
    public void AddText(NpgsqlDataReader row, int column)
    {
        if (row.IsDBNull(column))
        {
            Add("null"u8);
            return;
        }

        Add((byte)'"');
        var begin = Count;
        AddBytes(row, column);
        var text = _bytes.AsSpan(begin, Count - begin);
        if (text.ContainsAny(Escaped))
        {
            var escaped = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
            Count = begin;
            Add(escaped.EncodedUtf8Bytes);
        }

        Add((byte)'"');
    }

    /// <summary>A column's bytes as they are, from the place <paramref name="skip"/>.</summary>
    public void AddBytes(NpgsqlDataReader row, int column, int skip = 0)
    {
        // Most columns fit into what is free; what fills it may go on.
        var free = _bytes.Length - Count;
        var got = free > 0 ? (int)row.GetBytes(column, skip, _bytes, Count, free) : 0;
        if (got == free)
        {
            var length = checked((int)row.GetBytes(column, 0, null, 0, 0)) - skip;
            Room(length);
            got = (int)row.GetBytes(column, skip, _bytes, Count, length);
        }

        Count += got;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Count = 0;
    }

    private void Grow(int bytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _bytes.Length, checked(Count + bytes)));
        Written.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
