using System.Globalization;
using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Alarms;

/// <summary>Where people act on alarms: finds the alarm, asks the rule, stores the act with its audit entry, answers with the alarm as it stands then.</summary>
internal sealed class AlarmDesk(NpgsqlDataSource store, TimeProvider clock)
{
    public async Task<Results<Ok<AlarmRow>, NotFound, ProblemHttpResult>> ActAsync(
        long id, Caller caller, Func<AlarmStanding, DateTimeOffset, Result<AlarmActed>> rule, HttpContext http, CancellationToken cancellationToken)
    {
        var roots = caller.Roots(Role.Inspector, Role.Commander);
        await using (var transaction = await CommandTransaction.BeginAsync(store, cancellationToken))
        {
            await transaction.LockAsync(ActLock.Alarm, id, cancellationToken);
            if (await FindAsync(transaction, id, roots, cancellationToken) is not { } alarm)
            {
                return TypedResults.NotFound();
            }

            var now = clock.GetUtcNow();
            var result = rule(alarm, now);
            if (result.Fact is not { } acted)
            {
                return result.Refusal!.ToProblem(http);
            }

            await StoreAsync(transaction, alarm, acted, caller, now, cancellationToken);
        }

        return TypedResults.Ok((await ReadAsync(id, roots, cancellationToken))!);
    }

    public async Task<AlarmRow?> ReadAsync(long id, string[] roots, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        return (await AlarmRows.ReadAsync(connection, new AlarmFilter(roots, Ids: [id]), cancellationToken)).SingleOrDefault();
    }

    private static async Task<AlarmStanding?> FindAsync(
        CommandTransaction transaction, long id, string[] roots, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command("""
            SELECT a.id, a.area_code, a.history, a.cleared_at, a.acknowledged_at, by.display_name, a.shelved_until, a.marked_false_at
            FROM alarm a LEFT JOIN account by ON by.id = a.acknowledged_by
            WHERE a.id = $1 AND area_within(a.area_code, $2)
            """, id, roots);
        var found = await command.ListAsync(
            row => new AlarmStanding(
                row.GetInt64(0), row.GetString(1), row.GetBoolean(2), row.TimeOrNull(3), row.TimeOrNull(4), row.TextOrNull(5), row.TimeOrNull(6),
                row.TimeOrNull(7)),
            cancellationToken);
        return found.SingleOrDefault();
    }

    private static async Task StoreAsync(
        CommandTransaction transaction, AlarmStanding alarm, AlarmActed acted, Caller caller, DateTimeOffset now, CancellationToken cancellationToken)
    {
        transaction.Later("""
            INSERT INTO alarm_action (alarm_id, action, at, account_id, text, until, assignee)
            VALUES ($1, $2, $3, $4, $5::text, $6::timestamptz, $7::bigint)
            """, alarm.Id, acted.Action, now, caller.AccountId, acted.Text, acted.Until?.ToUniversalTime(), acted.Assignee);
        transaction.Audit(new AuditEntry(
            caller.AccountId, caller.Name, $"alarm.{acted.Action}", "alarm", alarm.Id.ToString(CultureInfo.InvariantCulture), alarm.AreaCode,
            JsonSerializer.Serialize(new { acted.Text, acted.Until, acted.Assignee }, JsonSerializerOptions.Web)));
        await transaction.CommitAsync(cancellationToken, new LiveEntry("alarm", [alarm.Id], [alarm.AreaCode]));
    }

    /// <summary>Whether an account can be given an alarm: open, and inspector or commander where the alarm is.</summary>
    public async Task<bool> MayTakeAsync(long alarmId, long accountId, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("""
            SELECT EXISTS (
                SELECT FROM account a
                JOIN account_grant g ON g.account_id = a.id AND g.role IN ('inspector', 'commander')
                     AND g.valid_from <= now() AND (g.valid_to IS NULL OR g.valid_to > now())
                JOIN alarm_event e ON e.alarm_id = $1 AND e.change = 'raised'
                WHERE a.id = $2 AND a.disabled_at IS NULL AND area_within(e.area_code, ARRAY[g.area_code]))
            """);
        command.Parameters.Add(NpgsqlDbType.Bigint, alarmId);
        command.Parameters.Add(NpgsqlDbType.Bigint, accountId);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
