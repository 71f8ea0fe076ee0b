using Npgsql;
using NpgsqlTypes;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// Writes values. Copying is the fast way and fails when a key is there already; merging finds out which values are new, which replace
/// another (kept as a revision) and which say nothing new.
/// </summary>
internal static class ValueWriter
{
    private const string CopyInstants =
        "COPY observation (datastream_id, phenomenon_time, value, flag, quality, result_time, received_at) FROM STDIN (FORMAT BINARY)";

    private const string CopyPeriods =
        "COPY period_value (datastream_id, phenomenon_time, min, avg, max, cou, zs_min, zs_avg, zs_max, flag, quality, received_at) FROM STDIN (FORMAT BINARY)";

    private static readonly string MergeInstants = EmbeddedSql.Read("Pipeline/merge-instants.sql");
    private static readonly string ReviseInstants = EmbeddedSql.Read("Pipeline/revise-instants.sql");
    private static readonly string MergePeriods = EmbeddedSql.Read("Pipeline/merge-periods.sql");
    private static readonly string RevisePeriods = EmbeddedSql.Read("Pipeline/revise-periods.sql");

    public static async Task CopyAsync(NpgsqlConnection connection, Batch batch, CancellationToken cancellationToken)
    {
        var instants = batch.Values.Where(v => !v.IsPeriod).ToList();
        if (instants.Count > 0)
        {
            await using var writer = await connection.BeginBinaryImportAsync(CopyInstants, cancellationToken);
            foreach (var row in instants)
            {
                // In this hot loop the synchronous calls only fill a buffer and are twice as fast.
                writer.StartRow();
                WriteKey(writer, row);
                Write(writer, row.Value);
                WriteTail(writer, row);
                Write(writer, row.ResultTime);
                Write(writer, row.From.ReceivedAt);
            }

            await writer.CompleteAsync(cancellationToken);
        }

        var periods = batch.Values.Where(v => v.IsPeriod).ToList();
        if (periods.Count > 0)
        {
            await using var writer = await connection.BeginBinaryImportAsync(CopyPeriods, cancellationToken);
            foreach (var row in periods)
            {
                writer.StartRow();
                WriteKey(writer, row);
                Write(writer, row.Figures.Min);
                Write(writer, row.Figures.Avg);
                Write(writer, row.Figures.Max);
                Write(writer, row.Figures.Cou);
                Write(writer, row.Figures.ZsMin);
                Write(writer, row.Figures.ZsAvg);
                Write(writer, row.Figures.ZsMax);
                WriteTail(writer, row);
                Write(writer, row.From.ReceivedAt);
            }

            await writer.CompleteAsync(cancellationToken);
        }
    }

    public static async Task MergeAsync(NpgsqlConnection connection, Batch batch, CancellationToken cancellationToken)
    {
        await MergeAsync(connection, batch, batch.Values.Where(v => !v.IsPeriod), MergeInstants, ReviseInstants, Instants, cancellationToken);
        await MergeAsync(connection, batch, batch.Values.Where(v => v.IsPeriod), MergePeriods, RevisePeriods, Periods, cancellationToken);
    }

    private static async Task MergeAsync(
        NpgsqlConnection connection, Batch batch, IEnumerable<ValueRow> values, string mergeSql, string reviseSql,
        Func<string, List<ValueRow>, NpgsqlBatchCommand> command, CancellationToken cancellationToken)
    {
        // One order for all writers, so that two of them never wait for each other in a circle.
        var rows = values.OrderBy(v => v.Stream.Id).ThenBy(v => v.At).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        rows.ForEach(r => r.IsFresh = false);
        var fresh = await MarkAsync(connection, batch, command(mergeSql, rows), cancellationToken);
        if (fresh < rows.Count)
        {
            await MarkAsync(connection, batch, command(reviseSql, [.. rows.Where(r => !r.IsFresh)]), cancellationToken);
        }
    }

    /// <summary>Runs one statement that returns the keys it has written, and marks their rows as fresh.</summary>
    private static async Task<int> MarkAsync(
        NpgsqlConnection connection, Batch batch, NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        await using var one = new NpgsqlBatch(connection) { BatchCommands = { command } };
        await using var reader = await one.ExecuteReaderAsync(cancellationToken);
        var marked = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            batch.Find(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1)).IsFresh = true;
            marked++;
        }

        return marked;
    }

    private static NpgsqlBatchCommand Instants(string sql, List<ValueRow> rows) => Sql.Command(
        sql,
        Sql.Longs(rows.Select(r => r.Stream.Id)),
        Sql.Times(rows.Select(r => r.At)),
        Sql.Numbers(rows.Select(r => r.Value)),
        Sql.Texts(rows.Select(r => r.Flag?.ToString())),
        Sql.Shorts(rows.Select(r => (short)r.Quality)),
        Sql.Times(rows.Select(r => r.ResultTime)),
        Sql.Times(rows.Select(r => r.From.ReceivedAt)));

    private static NpgsqlBatchCommand Periods(string sql, List<ValueRow> rows) => Sql.Command(
        sql,
        Sql.Longs(rows.Select(r => r.Stream.Id)),
        Sql.Times(rows.Select(r => r.At)),
        Sql.Numbers(rows.Select(r => r.Figures.Min)),
        Sql.Numbers(rows.Select(r => r.Figures.Avg)),
        Sql.Numbers(rows.Select(r => r.Figures.Max)),
        Sql.Numbers(rows.Select(r => r.Figures.Cou)),
        Sql.Numbers(rows.Select(r => r.Figures.ZsMin)),
        Sql.Numbers(rows.Select(r => r.Figures.ZsAvg)),
        Sql.Numbers(rows.Select(r => r.Figures.ZsMax)),
        Sql.Texts(rows.Select(r => r.Flag?.ToString())),
        Sql.Shorts(rows.Select(r => (short)r.Quality)),
        Sql.Times(rows.Select(r => r.From.ReceivedAt)));

    private static void WriteKey(NpgsqlBinaryImporter writer, ValueRow row)
    {
        writer.Write(row.Stream.Id, NpgsqlDbType.Bigint);
        Write(writer, row.At);
    }

    private static void WriteTail(NpgsqlBinaryImporter writer, ValueRow row)
    {
        if (row.Flag is { } flag)
        {
            writer.Write((byte)flag, NpgsqlDbType.InternalChar);
        }
        else
        {
            writer.WriteNull();
        }

        writer.Write((short)row.Quality, NpgsqlDbType.Smallint);
    }

    private static void Write(NpgsqlBinaryImporter writer, double? value)
    {
        if (value is { } number)
        {
            writer.Write(number, NpgsqlDbType.Double);
        }
        else
        {
            writer.WriteNull();
        }
    }

    private static void Write(NpgsqlBinaryImporter writer, DateTimeOffset? value)
    {
        if (value is { } at)
        {
            writer.Write(at.UtcDateTime, NpgsqlDbType.TimestampTz);
        }
        else
        {
            writer.WriteNull();
        }
    }
}
