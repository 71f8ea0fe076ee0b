using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// Brings <c>latest_observation</c> up to the live log every two seconds, so that a datastream's row is replaced that often at most, however often it
/// speaks. The cursor moves in the same transaction, and its lock lets one ingest work at a time: what one that died had left is done by the next.
/// A snapshot of the state names the event before the first that is not in it yet, and so loses nothing.
/// </summary>
internal sealed class LatestKeeper(IngestStore store, TimeProvider clock, ILogger<LatestKeeper> logger) : CatchUpJob(Pace, clock)
{
    private const int EventsAtOnce = 100;
    private const string IsBehindSql = "SELECT seq < (SELECT coalesce(max(seq), 0) FROM live_event) FROM latest_cursor";
    private const string TurnSql = "SELECT seq FROM latest_cursor FOR UPDATE";
    private const string ReadSql =
        "SELECT seq, coalesce((payload ->> 'received')::bigint, 0), observations FROM live_event WHERE seq > $1 ORDER BY seq LIMIT $2";

    private const string MoveSql = "UPDATE latest_cursor SET seq = $1";

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    /// <summary>What was read, and one event's values of it: both may be large, are kept from step to step, and belong to whoever holds the cursor.</summary>
    private readonly LatestValues _latest = new();
    private readonly MemoryStream _buffer = new();

    /// <inheritdoc/>
    public override async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        while (await StepAsync(cancellationToken) == EventsAtOnce)
        {
            // A step is a transaction of its own, so that others find the log's first part done while the rest is read.
        }
    }

    protected override void TellBehind(string reason) => logger.LatestBehind(reason);

    /// <summary>How many events were read.</summary>
    private async Task<int> StepAsync(CancellationToken cancellationToken)
    {
        await using var connection = await store.DataSource.OpenConnectionAsync(cancellationToken);
        await using var isBehind = new NpgsqlCommand(IsBehindSql, connection);
        if (await isBehind.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return 0;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var turn = new NpgsqlCommand(TurnSql, connection);
        var after = (long)(await turn.ExecuteScalarAsync(cancellationToken))!;
        var (events, last) = await ReadAsync(connection, after, cancellationToken);
        if (events > 0)
        {
            await using var write = new NpgsqlBatch(connection);
            if (_latest.Count > 0)
            {
                write.BatchCommands.Add(FactWriter.Latest(_latest));
            }

            write.BatchCommands.Add(Sql.Command(MoveSql, Sql.Value(last)));
            await write.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return events;
    }

    private async Task<(int Events, long Last)> ReadAsync(NpgsqlConnection connection, long after, CancellationToken cancellationToken)
    {
        _latest.Clear();
        var (events, last) = (0, after);
        await using var command = new NpgsqlCommand(ReadSql, connection) { Parameters = { Sql.Value(after), Sql.Value(EventsAtOnce) } };
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            (events, last) = (events + 1, reader.GetInt64(0));
            var received = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1));
            if (!await reader.IsDBNullAsync(2, cancellationToken))
            {
                _buffer.SetLength(0);
                await using var observations = await reader.GetStreamAsync(2, cancellationToken);
                await observations.CopyToAsync(_buffer, cancellationToken);
                _latest.AddEvent(_buffer.GetBuffer().AsSpan(0, (int)_buffer.Length), received);
            }
        }

        return (events, last);
    }
}
