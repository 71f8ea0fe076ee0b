using System.Globalization;
using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Incidents;

/// <summary>Where people act on incidents: finds it, asks the rule, appends the fact with its audit entry, answers with the incident as it stands then.</summary>
internal sealed class IncidentDesk(NpgsqlDataSource store, TimeProvider clock)
{
    public async Task<Results<Ok<IncidentRow>, NotFound, ProblemHttpResult>> ActAsync(
        long id, Caller caller, Func<IncidentStanding, Result<IncidentFact>> rule, HttpContext http, CancellationToken cancellationToken)
    {
        var roots = caller.Roots(Role.Commander);
        await using (var transaction = await CommandTransaction.BeginAsync(store, cancellationToken))
        {
            await transaction.LockAsync(ActLock.Incident, id, cancellationToken);
            if (await FindAsync(transaction, id, roots, cancellationToken) is not { } incident)
            {
                return TypedResults.NotFound();
            }

            var result = rule(incident);
            if (result.Fact is not { } fact)
            {
                return result.Refusal!.ToProblem(http);
            }

            Append(transaction, id, fact, caller.AccountId, clock.GetUtcNow());
            transaction.Audit(Audit(caller, fact, id, incident.AreaCode));
            await transaction.CommitAsync(cancellationToken, new LiveEntry("incident", [id], [incident.AreaCode]));
        }

        return TypedResults.Ok((await ReadAsync(id, roots, cancellationToken))!);
    }

    public async Task<IncidentRow?> ReadAsync(long id, string[] roots, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        return (await IncidentRows.ReadAsync(connection, new IncidentFilter(roots, Ids: [id]), cancellationToken)).SingleOrDefault();
    }

    public static void Append(CommandTransaction transaction, long id, IncidentFact fact, long? accountId, DateTimeOffset at) =>
        transaction.Later(
            "INSERT INTO incident_event (incident_id, kind, at, account_id, details) VALUES ($1, $2, $3, $4::bigint, $5::jsonb)",
            id, fact.Kind, at, accountId, JsonSerializer.Serialize(fact.Details, JsonSerializerOptions.Web));

    public static AuditEntry Audit(Caller caller, IncidentFact fact, long id, string areaCode) => new(
        caller.AccountId, caller.Name, $"incident.{fact.Kind}", "incident", id.ToString(CultureInfo.InvariantCulture), areaCode,
        JsonSerializer.Serialize(fact.Details, JsonSerializerOptions.Web));

    private static async Task<IncidentStanding?> FindAsync(
        CommandTransaction transaction, long id, string[] roots, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command("""
            SELECT i.id, i.code, i.area_code, i.grade::integer, i.state,
                   ARRAY(SELECT o.code FROM unit_assignment a JOIN field_order o ON o.id = a.order_id WHERE a.incident_id = i.id ORDER BY o.id)
            FROM incident_standing i WHERE i.id = $1 AND area_within(i.area_code, $2)
            """, id, roots);
        return (await command.ListAsync(
            row => new IncidentStanding(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.IntOrNull(3), row.GetString(4), row.GetFieldValue<string[]>(5)),
            cancellationToken)).SingleOrDefault();
    }
}
