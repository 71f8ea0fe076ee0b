using Gis.Ingest.Pipeline;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Ingest.Deliveries;

/// <summary>
/// Adds up what batches have booked, every five seconds, so that a thing's day in the ledger is replaced that often at most, however many batches it
/// spoke in. Rows are taken away by the transaction that adds them, so nothing counts twice; several ingests share the rows.
/// </summary>
internal sealed class LedgerKeeper(IngestStore store, TimeProvider clock, ILogger<LedgerKeeper> logger) : CatchUpJob(Pace, clock)
{
    private const int BatchesAtOnce = 200;
    private const int ThingsAtOnce = 100;

    private const string TakeSql =
        """
        DELETE FROM delivery_batch
        WHERE id IN (SELECT id FROM delivery_batch ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
        RETURNING day, things, received, stored, duplicate, rejected, late
        """;

    private const string AddSql =
        """
        INSERT INTO delivery_total AS l (thing_id, day, received, stored, duplicate, rejected, late)
        SELECT * FROM unnest($1::bigint[], $2::date[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
        ON CONFLICT (thing_id, day) DO UPDATE
        SET received = l.received + excluded.received, stored = l.stored + excluded.stored, duplicate = l.duplicate + excluded.duplicate,
            rejected = l.rejected + excluded.rejected, late = l.late + excluded.late
        """;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    /// <summary>What is added stays locked until the last is, and another ingest's turn waits no longer than the store allows: two seconds.</summary>
    private static readonly TimeSpan MostSpread = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task CatchUpAsync(TimeSpan spread, CancellationToken cancellationToken)
    {
        await using var connection = await store.DataSource.OpenConnectionAsync(cancellationToken);
        while (await StepAsync(connection, spread, cancellationToken) == BatchesAtOnce)
        {
            // Each time a transaction of its own, so that a long absence is not one long transaction.
        }
    }

    protected override void TellBehind(string reason) => logger.LedgerBehind(reason);

    /// <summary>How many batches were added.</summary>
    private async Task<int> StepAsync(NpgsqlConnection connection, TimeSpan spread, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var sums = new LedgerSums();
        var batches = await TakeAsync(connection, sums, cancellationToken);
        var pace = batches < BatchesAtOnce && spread > MostSpread ? MostSpread : TimeSpan.Zero;
        await InPiecesAsync(sums.InOrder(), sums.Count, ThingsAtOnce, pace, AddAsync, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return batches;

        async Task AddAsync(LedgerSum[] piece, CancellationToken stopping)
        {
            await using var add = new NpgsqlBatch(connection);
            add.BatchCommands.Add(Sql.Command(
                AddSql,
                Sql.Longs(piece.Select(s => s.Thing)),
                Sql.Days(piece.Select(s => s.Day)),
                Sql.Longs(piece.Select(s => s.Received)),
                Sql.Longs(piece.Select(s => s.Stored)),
                Sql.Longs(piece.Select(s => s.Duplicate)),
                Sql.Longs(piece.Select(s => s.Rejected)),
                Sql.Longs(piece.Select(s => s.Late))));
            await add.ExecuteNonQueryAsync(stopping);
        }
    }

    private static async Task<int> TakeAsync(NpgsqlConnection connection, LedgerSums sums, CancellationToken cancellationToken)
    {
        await using var take = new NpgsqlCommand(TakeSql, connection) { Parameters = { Sql.Value(BatchesAtOnce) } };
        await using var batch = await take.ExecuteReaderAsync(cancellationToken);
        var taken = 0;
        for (; await batch.ReadAsync(cancellationToken); taken++)
        {
            sums.Add(
                batch.GetFieldValue<DateOnly>(0), batch.GetFieldValue<long[]>(1),
                [.. Enumerable.Range(2, LedgerSums.Figures).Select(batch.GetFieldValue<int[]>)]);
        }

        return taken;
    }
}
