using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Dispatch;

/// <summary>Takes up units' reports, each exactly once: the follower's cursor moves in the same transaction as what the report did.</summary>
internal sealed class UnitReports(NpgsqlDataSource store, ILogger<UnitReports> logger)
{
    private const string Cursor = "unit_reports";
    private const string Select = "SELECT id, unit_id, order_code, state, text, measured_at, received_at FROM unit_report";

    /// <summary>Where the follower stands; 0 where it never stood.</summary>
    public async Task<long> ReadCursorAsync(CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("INSERT INTO follower_cursor VALUES ($1, 0) ON CONFLICT DO NOTHING");
        command.Parameters.Add(NpgsqlDbType.Text, Cursor);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await using var read = store.CreateCommand("SELECT seq FROM follower_cursor WHERE name = $1");
        read.Parameters.Add(NpgsqlDbType.Text, Cursor);
        return (long)(await read.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Everything up to here was looked at and held no report that is not taken up.</summary>
    public async Task MoveCursorAsync(long seq, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("UPDATE follower_cursor SET seq = greatest(seq, $2) WHERE name = $1");
        command.Parameters.Add(NpgsqlDbType.Text, Cursor);
        command.Parameters.Add(NpgsqlDbType.Bigint, seq);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes up the reports of one entry of the log; another follower may have been quicker.</summary>
    public async Task TakeUpAsync(long seq, long[] reportIds, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        var stands = await transaction.ScalarAsync<long>(
            "SELECT seq FROM follower_cursor WHERE name = $1 FOR UPDATE", cancellationToken, Cursor);
        if (stands >= seq)
        {
            return;
        }

        var news = await TakeUpAsync(transaction, $"{Select} WHERE id = ANY ($1) ORDER BY id", reportIds, cancellationToken);
        await transaction.ExecuteAsync("UPDATE follower_cursor SET seq = $2 WHERE name = $1", cancellationToken, Cursor, seq);
        await transaction.CommitAsync(cancellationToken, [.. news]);
    }

    /// <summary>After a pause longer than the log is kept: from the table itself, whatever is not taken up.</summary>
    public async Task TakeUpMissedAsync(long seq, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        await transaction.ExecuteAsync("SELECT FROM follower_cursor WHERE name = $1 FOR UPDATE", cancellationToken, Cursor);
        var news = await TakeUpAsync(transaction, $"""
            {Select} r WHERE order_code = ANY (SELECT code FROM field_order) AND id <> ALL ($1)
              AND NOT EXISTS (SELECT FROM assignment_event e WHERE e.report_id = r.id) ORDER BY id
            """, [], cancellationToken);
        await transaction.ExecuteAsync("UPDATE follower_cursor SET seq = greatest(seq, $2) WHERE name = $1", cancellationToken, Cursor, seq);
        await transaction.CommitAsync(cancellationToken, [.. news]);
    }

    private async Task<IReadOnlyList<LiveEntry>> TakeUpAsync(
        CommandTransaction transaction, string sql, long[] ids, CancellationToken cancellationToken)
    {
        var news = new List<LiveEntry>();
        foreach (var report in await ReadAsync(transaction, sql, ids, cancellationToken))
        {
            if (await TakeUpAsync(transaction, report, cancellationToken) is { } entry)
            {
                news.Add(entry);
                // The next report may be of the same order.
                await transaction.FlushAsync(cancellationToken);
            }
        }

        return news;
    }

    private async Task<LiveEntry?> TakeUpAsync(CommandTransaction transaction, UnitReport report, CancellationToken cancellationToken)
    {
        await transaction.LockAsync(ActLock.Unit, report.UnitId, cancellationToken);
        var order = report.OrderCode is { } code
            ? await OrderLedger.FindByCodeAsync(transaction, code, cancellationToken)
            : await OrderLedger.FindOfUnitAsync(transaction, report.UnitId, cancellationToken);
        if (order is null || order.UnitId != report.UnitId)
        {
            logger.ReportWithoutOrder(report.Id, report.UnitId, report.OrderCode);
            return null;
        }

        var taken = await transaction.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM assignment_event WHERE report_id = $1)", cancellationToken, report.Id);
        return taken ? null : OrderLedger.Take(
            transaction, order, OrderRules.Take(order.State, report.State),
            new OrderSaid("unit", report.ReceivedAt, Text: report.Text, DeviceAt: report.MeasuredAt, ReportId: report.Id));
    }

    private static async Task<IReadOnlyList<UnitReport>> ReadAsync(
        CommandTransaction transaction, string sql, long[] ids, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(sql, ids);
        return await command.ListAsync(
            row => new UnitReport(
                row.GetInt64(0), row.GetInt64(1), row.TextOrNull(2), row.GetString(3), row.TextOrNull(4), row.Time(5), row.Time(6)),
            cancellationToken);
    }
}
