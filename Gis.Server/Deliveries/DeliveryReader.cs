using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Deliveries;

/// <summary>Reads the ledger of one thing.</summary>
internal sealed class DeliveryReader(NpgsqlDataSource store, TimeProvider clock)
{
    private const int MostGaps = 500;
    private const int MostHoles = 200;

    private static readonly string DaysSql = EmbeddedSql.Beside(typeof(DeliveryReader));

    /// <summary>The thing's area; null where it is not within these areas.</summary>
    public async Task<string?> FindAreaAsync(long id, string[] roots, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT area_code FROM thing WHERE id = $1 AND retired_at IS NULL AND area_within(area_code, $2)");
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    public async Task<DeliveryCard> ReadAsync(long id, DeliverySpan span, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var named = span.Named(now);
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var days = await ReadDaysAsync(connection, id, span, now, cancellationToken);
        var standing = await GapReader.ReadAsync(connection, id, named, now, cancellationToken);
        var plan = standing.Plan();
        return new DeliveryCard(
            span.From,
            span.To,
            days,
            await ReadExpectedAsync(connection, id, span, cancellationToken),
            [.. standing.Gaps.Take(MostGaps).Select(gap => Item(gap, standing.Made))],
            standing.Gaps.Count,
            await ReadNumbersAsync(connection, id, span, cancellationToken),
            plan.Fact?.Asks ?? [],
            plan.Refusal?.Code);
    }

    private static GapItem Item(Gap gap, IReadOnlyList<GapRequested> made) => new(
        gap.Properties, gap.PeriodS, gap.StepS, gap.From, gap.To, gap.Missing,
        GapRules.CommandFor(gap.PeriodS) is { } cn ? made.FirstOrDefault(m => m.Cn == cn && m.Touches(gap.From, gap.To)) : null);

    private static async Task<IReadOnlyList<DeliveryDay>> ReadDaysAsync(
        NpgsqlConnection connection, long id, DeliverySpan span, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(DaysSql, connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        command.Parameters.Add(NpgsqlDbType.Date, span.From);
        command.Parameters.Add(NpgsqlDbType.Date, span.To);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, now);
        command.Parameters.Add(NpgsqlDbType.Date, DeliverySpan.DayOf(now).AddDays(1 - DeliverySpan.NamedDays));
        return await command.ListAsync(
            row => new DeliveryDay(
                row.GetFieldValue<DateOnly>(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(1) - row.GetInt64(2),
                new DeliveryFigures(row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)), row.GetInt64(6), row.GetInt64(7),
                row.IsDBNull(8) ? null : new ArrivedCounts(row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(11), row.GetInt64(12))),
            cancellationToken);
    }

    private static async Task<IReadOnlyList<ExpectedSpan>> ReadExpectedAsync(
        NpgsqlConnection connection, long id, DeliverySpan span, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT from_at, to_at FROM delivery_expected($1, $2, $3)", connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, span.Low);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, span.High);
        return await command.ListAsync(row => new ExpectedSpan(row.Time(0), row.Time(1)), cancellationToken);
    }

    private static async Task<NumberedCard?> ReadNumbersAsync(NpgsqlConnection connection, long id, DeliverySpan span, CancellationToken cancellationToken)
    {
        await using var counter = new NpgsqlCommand("SELECT top, began_at, run FROM delivery_counter WHERE thing_id = $1 ORDER BY run DESC LIMIT 1", connection);
        counter.Parameters.Add(NpgsqlDbType.Bigint, id);
        var known = await counter.ListAsync(row => (Top: row.GetInt64(0), Since: row.Time(1), Run: row.GetInt32(2)), cancellationToken);
        if (known.Count == 0)
        {
            return null;
        }

        await using var command = new NpgsqlCommand("""
            SELECT lower(r.part), upper(r.part) - 1, h.after_at, h.before_at, sum(upper(r.part) - lower(r.part)) OVER ()
            FROM delivery_hole h CROSS JOIN LATERAL unnest(h.missing) AS r(part)
            WHERE h.thing_id = $1 AND h.closed_at IS NULL AND h.before_at >= $2 AND h.after_at < $3
            ORDER BY h.run DESC, lower(r.part) DESC LIMIT $4
            """, connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, span.Low);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, span.High);
        command.Parameters.Add(NpgsqlDbType.Integer, MostHoles);
        var holes = await command.ListAsync(
            row => (Hole: new HoleItem(row.GetInt64(0), row.GetInt64(1), row.Time(2), row.Time(3)), Missing: (long)row.GetDecimal(4)), cancellationToken);
        return new NumberedCard(
            known[0].Top, known[0].Since, known[0].Run - 1, holes.Count == 0 ? 0 : holes[0].Missing, [.. holes.Select(h => h.Hole)]);
    }
}
