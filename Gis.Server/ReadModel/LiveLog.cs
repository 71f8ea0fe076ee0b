using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.ReadModel;

/// <summary>Reads the live log. Its numbers are given in commit order, so whoever has read up to a number has missed nothing before it.</summary>
internal sealed class LiveLog(NpgsqlDataSource store)
{
    private const int MostEvents = 5_000;
    private const int MostStoredBytes = 4 << 20;   // as stored, that is compressed; several times that in memory

    /// <summary>What came after this number, in order: all of it, or as much as one reading should hold; at least one event where there is one.</summary>
    public async Task<IReadOnlyList<LiveEvent>> ReadAfterAsync(long seq, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            """
            SELECT seq, at, kind, ids, areas, payload, observations
            FROM (SELECT e.*, sum(bytes) OVER (ORDER BY seq) - bytes AS bytes_before
                  FROM (SELECT *, pg_column_size(payload) + coalesce(pg_column_size(observations), 0) AS bytes FROM live_event WHERE seq > $1 ORDER BY seq LIMIT $2) e) e
            WHERE bytes_before < $3
            ORDER BY seq
            """);
        command.Parameters.Add(NpgsqlDbType.Bigint, seq);
        command.Parameters.Add(NpgsqlDbType.Integer, MostEvents);
        command.Parameters.Add(NpgsqlDbType.Integer, MostStoredBytes);
        return await command.ListAsync(
            row => new LiveEvent(
                row.GetInt64(0), row.Time(1), row.GetString(2), row.GetFieldValue<long[]>(3), row.GetFieldValue<string[]>(4), row.Json(5),
                row.IsDBNull(6) ? null : row.Json(6)),
            cancellationToken);
    }

    /// <summary>The newest number, 0 when nothing was ever logged. Inside a REPEATABLE READ transaction: the one that its state belongs to.</summary>
    public static async Task<long> LastSeqAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT coalesce(max(seq), 0) FROM live_event", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>
    /// The number that a snapshot of the state belongs to, asked in its REPEATABLE READ transaction or before the state is read: the one before the first whose values are not
    /// among the newest values yet, which lag by up to two seconds, or else the newest. What comes after it is told again.
    /// </summary>
    public static async Task<long> SnapshotSeqAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT coalesce((SELECT min(e.seq) - 1 FROM live_event e WHERE e.seq > (SELECT seq FROM latest_cursor) AND e.observations IS NOT NULL),
                            (SELECT max(seq) FROM live_event), 0)
            """,
            connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<long> LastSeqAsync(CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        return await LastSeqAsync(connection, cancellationToken);
    }

    /// <summary>The oldest number still kept, 0 when the log is empty.</summary>
    public async Task<long> FirstSeqAsync(CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT coalesce(min(seq), 0) FROM live_event");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
