using System.Buffers.Binary;
using Npgsql;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// Rows for <c>COPY … FROM STDIN (FORMAT BINARY)</c>, put together field by field as PostgreSQL's documentation of COPY describes it: a row is its
/// number of fields, a field its length and its bytes, most significant first, and a length of -1 is NULL.
/// </summary>
internal sealed class BinaryRows(Stream copy) : IAsyncDisposable
{
    private const int BufferBytes = 64 << 10;

    /// <summary>Longer than any row written here.</summary>
    private const int LongestRow = 256;

    /// <summary>Microseconds since 2000-01-01 are what a timestamptz holds.</summary>
    private static readonly long EpochTicks = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static readonly byte[] Head = [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _length;

    public static async Task<BinaryRows> BeginAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var rows = new BinaryRows(await connection.BeginRawBinaryCopyAsync(sql, cancellationToken));
        Head.CopyTo(rows._buffer, 0);
        rows._length = Head.Length;
        return rows;
    }

    public void StartRow(short fields)
    {
        if (_length + LongestRow > BufferBytes)
        {
            // The stream below has a buffer of its own; this fills it and seldom waits.
            copy.Write(_buffer, 0, _length);
            _length = 0;
        }

        BinaryPrimitives.WriteInt16BigEndian(Take(2), fields);
    }

    public void Write(long value) => BinaryPrimitives.WriteInt64BigEndian(Field(8), value);

    public void Write(short value) => BinaryPrimitives.WriteInt16BigEndian(Field(2), value);

    public void Write(DateTimeOffset value) => Write((value.UtcTicks - EpochTicks) / TimeSpan.TicksPerMicrosecond);

    public void Write(double? value)
    {
        if (value is { } number)
        {
            BinaryPrimitives.WriteDoubleBigEndian(Field(8), number);
        }
        else
        {
            WriteNull();
        }
    }

    public void Write(DateTimeOffset? value)
    {
        if (value is { } at)
        {
            Write(at);
        }
        else
        {
            WriteNull();
        }
    }

    /// <summary>A value of the type "char", which is one byte.</summary>
    public void Write(char? value)
    {
        if (value is { } character)
        {
            Field(1)[0] = (byte)character;
        }
        else
        {
            WriteNull();
        }
    }

    /// <summary>Ends the COPY; a row that the store refuses shows here.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        BinaryPrimitives.WriteInt16BigEndian(Take(2), -1);
        await copy.WriteAsync(_buffer.AsMemory(0, _length), cancellationToken);
        _length = 0;
        await copy.DisposeAsync();
    }

    public ValueTask DisposeAsync() => copy.DisposeAsync();

    private void WriteNull() => BinaryPrimitives.WriteInt32BigEndian(Take(4), -1);

    private Span<byte> Field(int bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(4), bytes);
        return Take(bytes);
    }

    private Span<byte> Take(int bytes)
    {
        var span = _buffer.AsSpan(_length, bytes);
        _length += bytes;
        return span;
    }
}
