using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Dispatch;

/// <summary>Follows the live log for what units report and for what is ordered, and rings the bell for those who work on orders.</summary>
internal sealed class UnitReportFollower(
    NpgsqlDataSource store, UnitReports reports, LiveDoorbell doorbell, OrderBell bell, TimeProvider clock, ILogger<UnitReportFollower> logger)
    : DispatchWorker(clock, logger)
{
    private const int RowsAtOnce = 500;

    /// <summary>The cursor is stored at least this often, so that a restart need not read far.</summary>
    private const long StoredEvery = 2000;

    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(2);

    /// <summary>The log rings with every batch of the field; looking this seldom is soon enough.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    private long? _seen;
    private long _stored;

    protected override async Task LookAndWaitAsync(CancellationToken cancellationToken)
    {
        var ring = doorbell.NextRing;
        _seen ??= _stored = await FindStartAsync(cancellationToken);
        while (await FollowAsync(cancellationToken) == RowsAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        await LiveDoorbell.WaitAsync(ring, LooksEvery, cancellationToken);
        await Task.Delay(Breath, cancellationToken);
    }

    private async Task<long> FindStartAsync(CancellationToken cancellationToken)
    {
        var cursor = await reports.ReadCursorAsync(cancellationToken);
        await using var command = store.CreateCommand("SELECT coalesce(min(seq), 0) FROM live_event");
        var first = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        if (first > cursor + 1)
        {
            logger.LogWasTrimmed(first, cursor);
            await reports.TakeUpMissedAsync(first - 1, cancellationToken);
            return first - 1;
        }

        return cursor;
    }

    private async Task<int> FollowAsync(CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(_seen!.Value, cancellationToken);
        foreach (var (seq, _, ids) in rows.Where(row => row.Reports.Length > 0))
        {
            await reports.TakeUpAsync(seq, ids, cancellationToken);
            _stored = seq;
        }

        if (rows.Count == 0)
        {
            return 0;
        }

        _seen = rows[^1].Seq;
        if (_seen - _stored >= StoredEvery)
        {
            await reports.MoveCursorAsync(_seen.Value, cancellationToken);
            _stored = _seen.Value;
        }

        if (rows.Any(row => row.IsOrder || row.Reports.Length > 0))
        {
            bell.Ring();
        }

        return rows.Count;
    }

    private async Task<IReadOnlyList<(long Seq, bool IsOrder, long[] Reports)>> ReadAsync(long after, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("""
            SELECT seq, kind = 'order',
                   ARRAY(SELECT r::bigint FROM jsonb_array_elements_text(CASE WHEN kind = 'ingest' THEN coalesce(payload -> 'reports', '[]') ELSE '[]' END) r)
            FROM live_event WHERE seq > $1 ORDER BY seq LIMIT $2
            """);
        command.Parameters.Add(NpgsqlDbType.Bigint, after);
        command.Parameters.Add(NpgsqlDbType.Integer, RowsAtOnce);
        return await command.ListAsync(row => (row.GetInt64(0), row.GetBoolean(1), row.GetFieldValue<long[]>(2)), cancellationToken);
    }
}
