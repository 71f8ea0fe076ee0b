using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Incidents;

/// <summary>GET /api/incidents: incidents of the caller's areas, newest first.</summary>
internal static class ListIncidents
{
    private static readonly string[] States = ["open", "closed", "all"];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/incidents", HandleAsync).AllowReaders().WithName("ListIncidents");
        endpoints.MapGet("/api/incident-types", () => TypedResults.Ok(new Page<IncidentType>(IncidentTypes.Standard.Types, Next: null)))
            .AllowReaders().WithName("ListIncidentTypes");
    }

    private static async Task<Results<Ok<Page<IncidentRow>>, ProblemHttpResult>> HandleAsync(
        Caller caller, NpgsqlDataSource store, HttpContext http, CancellationToken cancellationToken,
        string state = "open", int? limit = null, long? after = null)
    {
        if ((Paging.Check(limit) ?? Paging.Check("state", state, States)) is { } refusal)
        {
            return refusal.ToProblem(http);
        }

        var most = limit ?? Paging.DefaultLimit;
        bool? closed = state switch { "open" => false, "closed" => true, _ => null };
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var rows = await IncidentRows.ReadAsync(
            connection, new IncidentFilter(caller.ReadingRoots, Closed: closed, After: after, Limit: most), cancellationToken);
        return TypedResults.Ok(new Page<IncidentRow>(rows, Paging.Next(rows, most, row => row.Id)));
    }
}
