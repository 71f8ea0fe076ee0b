using Gis.Ingest.Pipeline;
using Npgsql;

namespace Gis.Ingest.Replay;

/// <summary>What the books of the store say of some things: the ledger, the rejected messages, the rows of units.</summary>
internal sealed record StoreBooks(long Received, long Stored, long Duplicates, long Refused, long UnknownRefused, long UnitRows)
{
    private const string CountSql =
        """
        SELECT l.received, l.stored, l.duplicate, l.rejected,
               (SELECT count(*) FROM rejected_message WHERE received_at >= $4 AND thing_id IS NULL AND topic = ANY ($3)),
               (SELECT count(*) FROM position WHERE unit_id = ANY ($2) AND received_at >= $4)
                 + (SELECT count(*) FROM unit_report WHERE unit_id = ANY ($2) AND received_at >= $4)
        FROM (SELECT coalesce(sum(received), 0)::bigint AS received, coalesce(sum(stored), 0)::bigint AS stored,
                     coalesce(sum(duplicate), 0)::bigint AS duplicate, coalesce(sum(rejected), 0)::bigint AS rejected
              FROM delivery_ledger WHERE thing_id = ANY ($1)) l
        """;

    private const string ReasonSql =
        """
        SELECT code, count(*), min(reason) FROM rejected_message
        WHERE received_at >= $3 AND (thing_id = ANY ($1) OR thing_id IS NULL AND topic = ANY ($2))
        GROUP BY code ORDER BY count(*) DESC, code
        """;

    /// <summary>What has been booked beyond an earlier look.</summary>
    public static StoreBooks operator -(StoreBooks now, StoreBooks before) => Subtract(now, before);

    public static StoreBooks Subtract(StoreBooks now, StoreBooks before) => new(
        now.Received - before.Received, now.Stored - before.Stored, now.Duplicates - before.Duplicates, now.Refused - before.Refused,
        now.UnknownRefused - before.UnknownRefused, now.UnitRows - before.UnitRows);

    public static async Task<StoreBooks> ReadAsync(
        NpgsqlDataSource store, IReadOnlyCollection<long> things, IReadOnlyCollection<long> units, IReadOnlyCollection<string> unknownTopics, DateTimeOffset since,
        CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(CountSql);
        command.Parameters.AddRange(new[] { Sql.Longs(things), Sql.Longs(units), Sql.Texts(unknownTopics), Sql.Time(since) });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new StoreBooks(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5));
    }

    public static async Task<IReadOnlyList<(string Code, long Count, string Reason)>> ReasonsAsync(
        NpgsqlDataSource store, IReadOnlyCollection<long> things, IReadOnlyCollection<string> unknownTopics, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(ReasonSql);
        command.Parameters.AddRange(new[] { Sql.Longs(things), Sql.Texts(unknownTopics), Sql.Time(since) });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var reasons = new List<(string, long, string)>();
        while (await rows.ReadAsync(cancellationToken))
        {
            reasons.Add((rows.GetString(0), rows.GetInt64(1), rows.GetString(2)));
        }

        return reasons;
    }

    public static async Task<DateTimeOffset> NowAsync(NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT clock_timestamp()");
        return new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancellationToken))!);
    }
}
