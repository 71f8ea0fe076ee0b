using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Incidents;

/// <summary>GET /api/incidents/{id}: the incident, its timeline, its orders.</summary>
internal static class GetIncident
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/incidents/{id:long}", HandleAsync).AllowReaders().WithName("GetIncident");

    private static async Task<Results<Ok<IncidentCard>, NotFound>> HandleAsync(
        long id, Caller caller, NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var found = await IncidentRows.ReadAsync(connection, new IncidentFilter(caller.ReadingRoots, Ids: [id]), cancellationToken);
        return found is [var incident]
            ? TypedResults.Ok(new IncidentCard(
                incident,
                await ReadTimelineAsync(connection, id, cancellationToken),
                await OrderRows.OfIncidentAsync(connection, id, cancellationToken)))
            : TypedResults.NotFound();
    }

    private static async Task<IReadOnlyList<TimelineItem>> ReadTimelineAsync(NpgsqlConnection connection, long id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT e.id, e.kind, e.at, a.display_name, e.details
            FROM incident_event e LEFT JOIN account a ON a.id = e.account_id WHERE e.incident_id = $1 ORDER BY e.id
            """, connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        return await command.ListAsync(
            row => new TimelineItem(row.GetInt64(0), row.GetString(1), row.Time(2), row.TextOrNull(3), row.Json(4)), cancellationToken);
    }
}
