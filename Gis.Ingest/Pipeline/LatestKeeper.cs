using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// Brings <c>latest_observation</c> up to the live log every two seconds, so that a datastream's row is replaced that often at most, however often it
/// speaks. The cursor moves in the same transaction, and its lock lets one ingest work at a time: what one that died had left is done by the next.
/// What this ingest has written itself it knows (<see cref="LatestMemory"/>); the rest is read.
/// A snapshot of the state names the event before the first that is not in it yet, and so loses nothing.
/// </summary>
internal sealed class LatestKeeper(IngestStore store, LatestMemory memory, TimeProvider clock, ILogger<LatestKeeper> logger) : CatchUpJob(Pace, clock)
{
    private const int EventsAtOnce = 1_000;
    private const string BehindSql = "SELECT count(*)::int FROM (SELECT FROM live_event WHERE seq > (SELECT seq FROM latest_cursor) LIMIT $1) e";
    private const string TurnSql = "SELECT seq FROM latest_cursor FOR UPDATE";
    private const string ReadSql =
        """
        SELECT seq, coalesce((payload ->> 'received')::bigint, 0), CASE WHEN seq <> ALL ($2) THEN observations END
        FROM live_event WHERE seq > $1 ORDER BY seq LIMIT $3
        """;

    private const string MoveSql = "UPDATE latest_cursor SET seq = $1";

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    /// <summary>One event's values: may be large, is kept from step to step, and belongs to whoever holds the cursor.</summary>
    private readonly MemoryStream _buffer = new();

    /// <inheritdoc/>
    public override async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        while (await StepAsync(cancellationToken))
        {
            // A step is a transaction of its own, so that others find the log's first part done while the rest is read.
        }
    }

    protected override void TellBehind(string reason) => logger.LatestBehind(reason);

    /// <summary>Whether there may be more.</summary>
    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        await using var connection = await store.DataSource.OpenConnectionAsync(cancellationToken);
        await using var count = new NpgsqlCommand(BehindSql, connection) { Parameters = { Sql.Value(EventsAtOnce) } };
        var behind = (int)(await count.ExecuteScalarAsync(cancellationToken))!;
        if (behind == 0)
        {
            return false;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var turn = new NpgsqlCommand(TurnSql, connection);
        var after = (long)(await turn.ExecuteScalarAsync(cancellationToken))!;

        // What is known is taken before the log is read: an event before a known one is in the log then. Far behind, an event before it might not be read.
        var (known, latest) = memory.Take();
        if (behind == EventsAtOnce)
        {
            known.Clear();
            latest.Clear();
        }

        var last = await ReadAsync(connection, after, known, latest, cancellationToken);
        await using var write = new NpgsqlBatch(connection);
        if (latest.After(after) is { Count: > 0 } values)
        {
            write.BatchCommands.Add(FactWriter.Latest(values));
        }

        write.BatchCommands.Add(Sql.Command(MoveSql, Sql.Value(last)));
        await write.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return behind == EventsAtOnce;
    }

    /// <summary>Adds to the newest values what came after this event and is not known; returns the last event.</summary>
    private async Task<long> ReadAsync(NpgsqlConnection connection, long after, HashSet<long> known, LatestValues latest, CancellationToken cancellationToken)
    {
        var last = after;
        await using var command = new NpgsqlCommand(ReadSql, connection)
        {
            Parameters = { Sql.Value(after), Sql.Longs(known), Sql.Value(known.Count > 0 ? long.MaxValue : EventsAtOnce) },
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
                latest.AddEvent(_buffer.GetBuffer().AsSpan(0, (int)_buffer.Length), received, last);
            }
        }

        return last;
    }
}
