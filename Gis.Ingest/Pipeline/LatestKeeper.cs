using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// Brings <c>latest_observation</c> up to the live log every two seconds, so that a datastream's row is replaced that often at most, however often it
/// speaks. One ingest works at a time: what one that died had left is done by the next. The cursor moves when all that lies before it is written, in
/// pieces that others may see: a snapshot of the state names the event before the first that is not wholly in it yet, and so loses nothing.
/// What this ingest has written itself it knows (<see cref="LatestMemory"/>); the rest is read.
/// </summary>
internal sealed class LatestKeeper(IngestStore store, LatestMemory memory, TimeProvider clock, ILogger<LatestKeeper> logger) : CatchUpJob(Pace, clock)
{
    private const int EventsAtOnce = 1_000;
    private const int RowsAtOnce = 250;
    private const string TryTurnSql = "SELECT pg_try_advisory_lock(4490, 7)";
    private const string TurnSql = "SELECT true FROM pg_advisory_lock(4490, 7)";
    private const string TurnOverSql = "SELECT pg_advisory_unlock(4490, 7)";
    private const string BehindSql =
        "SELECT c.seq, (SELECT count(*)::int FROM (SELECT FROM live_event WHERE seq > c.seq LIMIT $1) e) FROM latest_cursor c";

    private const string ReadSql =
        """
        SELECT seq, coalesce((payload ->> 'received')::bigint, 0), CASE WHEN seq <> ALL ($2) THEN observations END
        FROM live_event WHERE seq > $1 ORDER BY seq LIMIT $3
        """;

    // A piece need not be on the disk before the next: the cursor, which says that all are there, comes after them in the store's own log.
    private const string UnhurriedSql = "SELECT set_config('synchronous_commit', 'off', true)";
    private const string MoveSql = "UPDATE latest_cursor SET seq = $1";

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    /// <summary>One event's values: may be large, is kept from step to step, and belongs to whoever has the turn, as the two after it do.</summary>
    private readonly MemoryStream _buffer = new();

    private HashSet<long> _known = [];
    private LatestValues _latest = new();

    /// <inheritdoc/>
    protected override async Task CatchUpAsync(TimeSpan spread, CancellationToken cancellationToken)
    {
        await using var connection = await store.DataSource.OpenConnectionAsync(cancellationToken);
        var (_, behind) = await BehindAsync(connection, cancellationToken);
        if (behind == 0 || !await TakeTurnAsync(connection, spread, cancellationToken))
        {
            return;
        }

        try
        {
            while (await StepAsync(connection, spread, cancellationToken))
            {
                // A step moves the cursor, so that others find the log's first part done while the rest is read.
            }
        }
        finally
        {
            // The lock is the session's; a session that broke has lost it already.
            if (connection.FullState == ConnectionState.Open)
            {
                await using var over = new NpgsqlCommand(TurnOverSql, connection);
                await over.ExecuteScalarAsync(CancellationToken.None);
            }
        }
    }

    protected override void TellBehind(string reason) => logger.LatestBehind(reason);

    /// <summary>Who is in a hurry waits for the one at work; else his work will do.</summary>
    private static async Task<bool> TakeTurnAsync(NpgsqlConnection connection, TimeSpan spread, CancellationToken cancellationToken)
    {
        await using var turn = new NpgsqlCommand(spread == TimeSpan.Zero ? TurnSql : TryTurnSql, connection);
        return await turn.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>The last event that is wholly in the newest values, and how many came after it, counted up to a step's.</summary>
    private static async Task<(long After, int Behind)> BehindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(BehindSql, connection) { Parameters = { Sql.Value(EventsAtOnce) } };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (row.GetInt64(0), row.GetInt32(1));
    }

    /// <summary>Whether there may be more.</summary>
    private async Task<bool> StepAsync(NpgsqlConnection connection, TimeSpan spread, CancellationToken cancellationToken)
    {
        var (after, behind) = await BehindAsync(connection, cancellationToken);
        if (behind == 0)
        {
            return false;
        }

        // What is known is taken before the log is read: an event before a known one is in the log then. Far behind, an event before it might not be read.
        var isFarBehind = behind == EventsAtOnce;
        (_known, _latest) = memory.Take(_known, _latest);
        if (isFarBehind)
        {
            _known.Clear();
            _latest.Clear();
        }

        var last = await ReadAsync(connection, after, cancellationToken);
        await InPiecesAsync(_latest.After(after), _latest.Count, RowsAtOnce, isFarBehind ? TimeSpan.Zero : spread, WriteAsync, cancellationToken);
        await using var move = new NpgsqlCommand(MoveSql, connection) { Parameters = { Sql.Value(last) } };
        await move.ExecuteNonQueryAsync(cancellationToken);
        return isFarBehind;

        async Task WriteAsync(LatestValue[] values, CancellationToken stopping)
        {
            await using var write = new NpgsqlBatch(connection);
            write.BatchCommands.Add(new NpgsqlBatchCommand(UnhurriedSql));
            write.BatchCommands.Add(FactWriter.Latest(values));
            await write.ExecuteNonQueryAsync(stopping);
        }
    }

    /// <summary>Adds to the newest values what came after this event and is not known; returns the last event.</summary>
    private async Task<long> ReadAsync(NpgsqlConnection connection, long after, CancellationToken cancellationToken)
    {
        var last = after;
        await using var command = new NpgsqlCommand(ReadSql, connection)
        {
            Parameters = { Sql.Value(after), Sql.Longs(_known), Sql.Value(_known.Count > 0 ? long.MaxValue : EventsAtOnce) },
        };
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            last = reader.GetInt64(0);
            var received = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1));
            if (!await reader.IsDBNullAsync(2, cancellationToken))
            {
                _buffer.SetLength(0);
                await using var observations = await reader.GetStreamAsync(2, cancellationToken);
                await observations.CopyToAsync(_buffer, cancellationToken);
                _latest.AddEvent(_buffer.GetBuffer().AsSpan(0, (int)_buffer.Length), received, last);
            }
        }

        return last;
    }
}
