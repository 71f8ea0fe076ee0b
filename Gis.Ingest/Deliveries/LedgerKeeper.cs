using Gis.Ingest.Pipeline;
using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Deliveries;

/// <summary>
/// Adds up what batches have booked, every five seconds, so that a thing's day in the ledger is replaced that often at most, however many batches it
/// spoke in. A row is taken away by the statement that adds it, so nothing counts twice; several ingests share the rows.
/// </summary>
internal sealed class LedgerKeeper(IngestStore store, TimeProvider clock, ILogger<LedgerKeeper> logger) : CatchUpJob(Pace, clock)
{
    private const int BatchesAtOnce = 200;

    private const string AddUpSql =
        """
        WITH taken AS (
            DELETE FROM delivery_batch
            WHERE id IN (SELECT id FROM delivery_batch ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
            RETURNING day, things, received, stored, duplicate, rejected, late
        ), added AS (
            INSERT INTO delivery_total AS l (thing_id, day, received, stored, duplicate, rejected, late)
            SELECT u.thing_id, b.day, sum(u.received), sum(u.stored), sum(u.duplicate), sum(u.rejected), sum(u.late)
            FROM taken b CROSS JOIN LATERAL unnest(b.things, b.received, b.stored, b.duplicate, b.rejected, b.late)
                AS u(thing_id, received, stored, duplicate, rejected, late)
            GROUP BY u.thing_id, b.day
            ORDER BY u.thing_id, b.day
            ON CONFLICT (thing_id, day) DO UPDATE
            SET received = l.received + excluded.received, stored = l.stored + excluded.stored, duplicate = l.duplicate + excluded.duplicate,
                rejected = l.rejected + excluded.rejected, late = l.late + excluded.late
        )
        SELECT count(*)::int FROM taken
        """;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await using var command = store.DataSource.CreateCommand(AddUpSql);
        command.Parameters.Add(Sql.Value(BatchesAtOnce));
        while (await command.ExecuteScalarAsync(cancellationToken) is BatchesAtOnce)
        {
            // Each time a statement of its own, so that a long absence is not one long transaction.
        }
    }

    protected override void TellBehind(string reason) => logger.LedgerBehind(reason);
}
