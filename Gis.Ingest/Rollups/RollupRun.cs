using Gis.Ingest.Alarms;
using Gis.Ingest.Pipeline;
using Npgsql;

namespace Gis.Ingest.Rollups;

/// <summary>
/// One turn of the roll-up job: closes the hours whose time has come, makes right those that were marked, and judges the nights of district meters that came
/// out of it. Of several ingests one does it at a time.
/// </summary>
internal sealed class RollupRun(IngestStore store, TimeProvider clock)
{
    private const int Chunk = 2_000;
    private const string TurnSql = "SELECT pg_try_advisory_lock(4490, 4)";
    private const string TurnOverSql = "SELECT pg_advisory_unlock(4490, 4)";
    private const string ClosedSql = "SELECT closed_to FROM rollup_state";
    private const string CloseSql = "UPDATE rollup_state SET closed_to = $1";
    private const string StreamsSql = "SELECT id FROM datastream WHERE statistic = 'instant' ORDER BY id";

    // The marks go in the transaction that answers them, and before it looks at the values: whoever commits later leaves a mark that is found next time.
    private const string TakeDueSql =
        """
        DELETE FROM rollup_due WHERE id IN (SELECT id FROM rollup_due WHERE hour < $1 ORDER BY id LIMIT $2)
        RETURNING datastream_id, hour
        """;

    private static readonly string[] RollSql =
        [EmbeddedSql.Read("Rollups/roll-minutes.sql"), EmbeddedSql.Read("Rollups/roll-hours.sql"), EmbeddedSql.Read("Rollups/roll-days.sql")];

    private readonly DistrictWatch _nights = new(clock);

    /// <summary>Up to where hours are closed now; null when another ingest has the turn.</summary>
    public async Task<DateTimeOffset?> RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await store.DataSource.OpenConnectionAsync(cancellationToken);
        if (await ScalarAsync<bool>(connection, TurnSql, cancellationToken) is not true)
        {
            return null;
        }

        try
        {
            var closedTo = await CloseAsync(connection, cancellationToken);
            await RepairAsync(connection, closedTo, cancellationToken);
            await _nights.JudgeAsync(connection, cancellationToken);
            return closedTo;
        }
        finally
        {
            // The lock is the session's; a session that broke has lost it already.
            if (connection.FullState == System.Data.ConnectionState.Open)
            {
                await ScalarAsync<bool>(connection, TurnOverSql, CancellationToken.None);
            }
        }
    }

    private async Task<DateTimeOffset> CloseAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var until = await RollupWatermark.FindAsync(connection, clock.GetUtcNow(), cancellationToken);
        var closedTo = new DateTimeOffset(await ScalarAsync<DateTime>(connection, ClosedSql, cancellationToken));
        while (closedTo < until)
        {
            var hour = closedTo;
            closedTo = hour.AddHours(1);
            foreach (var streams in (await StreamsAsync(connection, cancellationToken)).Chunk(Chunk))
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
                await RollAsync(connection, [.. streams.Select(stream => (stream, hour))], closedTo, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }

            await using var close = new NpgsqlCommand(CloseSql, connection) { Parameters = { Sql.Time(closedTo) } };
            await close.ExecuteNonQueryAsync(cancellationToken);
        }

        return closedTo;
    }

    private async Task RepairAsync(NpgsqlConnection connection, DateTimeOffset closedTo, CancellationToken cancellationToken)
    {
        var taken = Chunk;
        while (taken == Chunk)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var due = await TakeDueAsync(connection, closedTo, cancellationToken);
            taken = due.Count;
            if (taken > 0)
            {
                await RollAsync(connection, [.. due.Distinct()], closedTo, cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }
    }

    private async Task RollAsync(
        NpgsqlConnection connection, IReadOnlyList<(long Stream, DateTimeOffset Hour)> due, DateTimeOffset closedTo, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in RollSql)
        {
            batch.BatchCommands.Add(Sql.Command(sql, Sql.Longs(due.Select(d => d.Stream)), Sql.Times(due.Select(d => d.Hour))));
        }

        batch.BatchCommands[^1].Parameters.Add(Sql.Time(closedTo));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await MeterUseWriter.WriteAsync(connection, due, closedTo, clock.GetUtcNow(), cancellationToken);
    }

    private static async Task<List<(long Stream, DateTimeOffset Hour)>> TakeDueAsync(
        NpgsqlConnection connection, DateTimeOffset closedTo, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(TakeDueSql, connection) { Parameters = { Sql.Time(closedTo), new() { Value = Chunk } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var due = new List<(long, DateTimeOffset)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add((reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1)));
        }

        return due;
    }

    private static async Task<List<long>> StreamsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(StreamsSql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var streams = new List<long>();
        while (await reader.ReadAsync(cancellationToken))
        {
            streams.Add(reader.GetInt64(0));
        }

        return streams;
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
