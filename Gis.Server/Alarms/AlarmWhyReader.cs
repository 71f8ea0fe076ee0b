using System.Text.Json;
using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Alarms;

/// <summary>Gathers why there is an alarm.</summary>
internal sealed class AlarmWhyReader(NpgsqlDataSource store)
{
    public async Task<AlarmWhy?> ReadAsync(long id, string[] roots, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var alarm = (await AlarmRows.ReadAsync(connection, new AlarmFilter(roots, Ids: [id]), cancellationToken)).SingleOrDefault();
        return alarm is null ? null : new AlarmWhy(
            alarm,
            await ReadLimitAsync(connection, id, cancellationToken),
            await ReadValueAsync(connection, id, cancellationToken),
            new WhyRule(RuleOf(alarm), await ReadFiguresAsync(connection, alarm, cancellationToken)),
            await ReadEventsAsync(connection, id, cancellationToken),
            await ReadActionsAsync(connection, id, cancellationToken));
    }

    /// <summary>Where a kind of alarm has several rules, the details say which it was.</summary>
    private static string RuleOf(AlarmRow alarm) =>
        alarm.Details.ValueKind == JsonValueKind.Object && alarm.Details.TryGetProperty("rule", out var rule) && rule.GetString() is { } code ? code : alarm.Kind;

    private static async Task<WhyLimit?> ReadLimitAsync(NpgsqlConnection connection, long id, CancellationToken cancellationToken)
    {
        await using var command = Ask(connection, """
            SELECT l.property, l.basis, l.period_s, l.upper_limit, l.lower_limit, l.unit, l.source, l.valid_from
            FROM alarm a JOIN permit_limit l ON l.id = a.permit_limit_id WHERE a.id = $1
            """, id);
        return (await command.ListAsync(
            row => new WhyLimit(
                row.GetString(0), row.GetString(1), row.GetInt32(2), row.DoubleOrNull(3), row.DoubleOrNull(4), row.GetString(5), row.GetString(6),
                row.Time(7)),
            cancellationToken)).SingleOrDefault();
    }

    /// <summary>The row the alarm was judged on; of a period the figure that the limit names.</summary>
    private static async Task<WhyValue?> ReadValueAsync(NpgsqlConnection connection, long id, CancellationToken cancellationToken)
    {
        await using var command = Ask(connection, """
            SELECT a.phenomenon_time, d.period_s, d.statistic, coalesce(a.value, o.value, v.avg), coalesce(o.flag, v.flag)::text,
                   coalesce(o.quality, v.quality), coalesce(o.received_at, v.received_at)
            FROM alarm a
            JOIN datastream d ON d.id = a.datastream_id
            LEFT JOIN observation o ON o.datastream_id = a.datastream_id AND o.phenomenon_time = a.phenomenon_time
            LEFT JOIN period_value v ON v.datastream_id = a.datastream_id AND v.phenomenon_time = a.phenomenon_time
            WHERE a.id = $1 AND coalesce(o.received_at, v.received_at) IS NOT NULL
            """, id);
        return (await command.ListAsync(
            row => new WhyValue(
                row.Time(0), row.GetInt32(1), row.GetString(2), row.DoubleOrNull(3), row.TextOrNull(4), row.GetInt16(5), row.Time(6)),
            cancellationToken)).SingleOrDefault();
    }

    /// <summary>The figures that held when the alarm was last judged, by their names within the rule.</summary>
    private static async Task<IReadOnlyDictionary<string, double>> ReadFiguresAsync(
        NpgsqlConnection connection, AlarmRow alarm, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT DISTINCT ON (code) substr(code, length($1) + 2), value FROM rule_setting
            WHERE split_part(code, '.', 1) = $1 AND valid_from <= $2 ORDER BY code, valid_from DESC
            """, connection);
        command.Parameters.Add(NpgsqlDbType.Text, alarm.Kind == "reverse_flow" ? "reverse" : RuleOf(alarm));
        command.Parameters.Add(NpgsqlDbType.TimestampTz, alarm.UpdatedAt.ToUniversalTime());
        return (await command.ListAsync(row => (Name: row.GetString(0), Value: row.GetDouble(1)), cancellationToken))
            .ToDictionary(figure => figure.Name, figure => figure.Value);
    }

    private static async Task<IReadOnlyList<WhyEvent>> ReadEventsAsync(NpgsqlConnection connection, long id, CancellationToken cancellationToken)
    {
        await using var command = Ask(connection, "SELECT change, at, severity, value, ratio FROM alarm_event WHERE alarm_id = $1 ORDER BY id", id);
        return await command.ListAsync(
            row => new WhyEvent(row.GetString(0), row.Time(1), row.GetString(2), row.DoubleOrNull(3), row.DoubleOrNull(4)), cancellationToken);
    }

    private static async Task<IReadOnlyList<WhyAction>> ReadActionsAsync(NpgsqlConnection connection, long id, CancellationToken cancellationToken)
    {
        await using var command = Ask(connection, """
            SELECT a.action, a.at, by.display_name, coalesce(a.text, assignee.display_name), a.until
            FROM alarm_action a JOIN account by ON by.id = a.account_id LEFT JOIN account assignee ON assignee.id = a.assignee
            WHERE a.alarm_id = $1 ORDER BY a.id
            """, id);
        return await command.ListAsync(
            row => new WhyAction(row.GetString(0), row.Time(1), row.GetString(2), row.TextOrNull(3), row.TimeOrNull(4)), cancellationToken);
    }

    private static NpgsqlCommand Ask(NpgsqlConnection connection, string sql, long id)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        return command;
    }
}
