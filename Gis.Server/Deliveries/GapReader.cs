using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Deliveries;

/// <summary>Reads what is missing at a thing and what was asked for.</summary>
internal static class GapReader
{
    private const string GapSql = """
        SELECT array_agg(g.property ORDER BY g.property), g.period_s, g.step_s, g.from_at, g.to_at, max(g.missing)
        FROM delivery_gap(ARRAY[$1::bigint], $2, $3, $4) g
        GROUP BY g.period_s, g.step_s, g.from_at, g.to_at
        ORDER BY g.from_at DESC, g.period_s DESC
        """;

    private const string MadeSql = """
        SELECT s.id, s.cn, (s.parameters->>'beginTime')::timestamptz, (s.parameters->>'endTime')::timestamptz, s.state, s.state_at
        FROM device_command_standing s
        WHERE s.thing_id = $1 AND s.cn IN ('2031', '2051', '2061')
          AND (s.parameters->>'beginTime')::timestamptz < $3 AND (s.parameters->>'endTime')::timestamptz >= $2
        ORDER BY s.id DESC LIMIT 1000
        """;

    /// <summary>The device that was heard last, where a thing has several.</summary>
    private const string MnSql = """
        SELECT a.code FROM thing_alias a LEFT JOIN device_session s ON s.mn = a.code AND s.thing_id = a.thing_id
        WHERE a.thing_id = $1 AND a.scheme = 'mn' ORDER BY s.since DESC NULLS LAST, a.code LIMIT 1
        """;

    public static async Task<GapStanding> ReadAsync(
        NpgsqlConnection connection, long thing, DeliverySpan span, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (span.From > span.To)
        {
            return new GapStanding(await ReadMnAsync(connection, thing, cancellationToken), [], []);
        }

        await using var gaps = new NpgsqlCommand(GapSql, connection);
        AddSpan(gaps, thing, span);
        gaps.Parameters.Add(NpgsqlDbType.TimestampTz, now);
        var found = await gaps.ListAsync(
            row => new Gap(row.GetFieldValue<string[]>(0), row.GetInt32(1), row.GetInt32(2), row.Time(3), row.Time(4), row.GetInt64(5)), cancellationToken);
        await using var made = new NpgsqlCommand(MadeSql, connection);
        AddSpan(made, thing, span);
        var asked = await made.ListAsync(
            row => new GapRequested(row.GetInt64(0), row.GetString(1), row.Time(2), row.Time(3), row.GetString(4), row.Time(5)), cancellationToken);
        return new GapStanding(await ReadMnAsync(connection, thing, cancellationToken), found, asked);
    }

    private static async Task<string?> ReadMnAsync(NpgsqlConnection connection, long thing, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(MnSql, connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, thing);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private static void AddSpan(NpgsqlCommand command, long thing, DeliverySpan span)
    {
        command.Parameters.Add(NpgsqlDbType.Bigint, thing);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, span.Low);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, span.High);
    }
}
