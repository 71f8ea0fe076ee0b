using Npgsql;
using NpgsqlTypes;

namespace Gis.Ingest.Pipeline;

/// <summary>Builds commands whose values travel as typed arrays.</summary>
internal static class Sql
{
    public static NpgsqlBatchCommand Command(string text, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static NpgsqlParameter Longs(IEnumerable<long> values) => Array(values.ToArray(), NpgsqlDbType.Bigint);

    public static NpgsqlParameter Longs(IEnumerable<long?> values) => Array(values.ToArray(), NpgsqlDbType.Bigint);

    public static NpgsqlParameter Ints(IEnumerable<int> values) => Array(values.ToArray(), NpgsqlDbType.Integer);

    public static NpgsqlParameter Shorts(IEnumerable<short> values) => Array(values.ToArray(), NpgsqlDbType.Smallint);

    public static NpgsqlParameter Flags(IEnumerable<bool> values) => Array(values.ToArray(), NpgsqlDbType.Boolean);

    public static NpgsqlParameter Numbers(IEnumerable<double?> values) => Array(values.ToArray(), NpgsqlDbType.Double);

    public static NpgsqlParameter Texts(IEnumerable<string?> values) => Array(values.ToArray(), NpgsqlDbType.Text);

    public static NpgsqlParameter Bytes(IEnumerable<byte[]> values) => Array(values.ToArray(), NpgsqlDbType.Bytea);

    public static NpgsqlParameter Times(IEnumerable<DateTimeOffset> values) =>
        Array(values.Select(v => v.UtcDateTime).ToArray(), NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Times(IEnumerable<DateTimeOffset?> values) =>
        Array(values.Select(v => v?.UtcDateTime).ToArray(), NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Days(IEnumerable<DateOnly> values) => Array(values.ToArray(), NpgsqlDbType.Date);

    public static NpgsqlParameter Time(DateTimeOffset value) => new() { Value = value.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    public static NpgsqlParameter Json(byte[] utf8) => new() { Value = utf8, NpgsqlDbType = NpgsqlDbType.Jsonb };

    public static NpgsqlParameter Json(string value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Jsonb };

    /// <summary>A text given as its UTF-8.</summary>
    public static NpgsqlParameter Text(ReadOnlyMemory<byte> utf8) => new() { Value = utf8, NpgsqlDbType = NpgsqlDbType.Text };

    public static NpgsqlParameter NoText() => new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    public static NpgsqlParameter Value(object? value) => new() { Value = value ?? DBNull.Value };

    private static NpgsqlParameter Array(object values, NpgsqlDbType of) => new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | of };
}
