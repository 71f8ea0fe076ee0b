using Npgsql;

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
        await CopyAsync(connection, batch, periods: false, CopyInstants, WriteInstant, cancellationToken);
        await CopyAsync(connection, batch, periods: true, CopyPeriods, WritePeriod, cancellationToken);
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection, Batch batch, bool periods, string sql, Action<BinaryRows, ValueRow> write, CancellationToken cancellationToken)
    {
        BinaryRows? copy = null;
        try
        {
            foreach (var row in batch.Values)
            {
                if (row.IsPeriod == periods)
                {
                    write(copy ??= await BinaryRows.BeginAsync(connection, sql, cancellationToken), row);
                }
            }

            if (copy is not null)
            {
                await copy.CompleteAsync(cancellationToken);
            }
        }
        finally
        {
            if (copy is not null)
            {
                await copy.DisposeAsync();
            }
        }
    }

    private static void WriteInstant(BinaryRows copy, ValueRow row)
    {
        copy.StartRow(7);
        copy.Write(row.Stream.Id);
        copy.Write(row.At);
        copy.Write(row.Value);
        copy.Write(row.Flag);
        copy.Write((short)row.Quality);
        copy.Write(row.ResultTime);
        copy.Write(row.From.ReceivedAt);
    }

    private static void WritePeriod(BinaryRows copy, ValueRow row)
    {
        copy.StartRow(12);
        copy.Write(row.Stream.Id);
        copy.Write(row.At);
        copy.Write(row.Figures.Min);
        copy.Write(row.Figures.Avg);
        copy.Write(row.Figures.Max);
        copy.Write(row.Figures.Cou);
        copy.Write(row.Figures.ZsMin);
        copy.Write(row.Figures.ZsAvg);
        copy.Write(row.Figures.ZsMax);
        copy.Write(row.Flag);
        copy.Write((short)row.Quality);
        copy.Write(row.From.ReceivedAt);
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
}
