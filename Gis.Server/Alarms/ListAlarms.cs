using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Alarms;

/// <summary>GET /api/alarms: alarms of the caller's areas, newest first.</summary>
internal static class ListAlarms
{
    private static readonly string[] States = ["open", "cleared", "all"];
    private static readonly string[] Severities = ["red", "orange", "yellow", "blue", "notice"];

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/alarms", HandleAsync).AllowReaders().WithName("ListAlarms");

    private static async Task<Results<Ok<Page<AlarmRow>>, ProblemHttpResult>> HandleAsync(
        Caller caller, NpgsqlDataSource store, HttpContext http, CancellationToken cancellationToken,
        string state = "open", string? kind = null, string? severity = null, string? area = null, long? thing = null,
        DateTimeOffset? from = null, DateTimeOffset? to = null, int? limit = null, long? after = null)
    {
        if ((Paging.Check(limit) ?? Paging.Check("state", state, States) ?? Paging.Check("severity", severity, Severities)) is { } refusal)
        {
            return refusal.ToProblem(http);
        }

        var most = limit ?? Paging.DefaultLimit;
        var filter = new AlarmFilter(
            caller.ReadingRoots, Open: state switch { "open" => true, "cleared" => false, _ => null },
            // What is open now is live; history is found among all.
            History: state == "open" ? false : null,
            Kinds: Paging.Words(kind), Severities: Paging.Words(severity), Area: area, ThingId: thing, From: from, To: to, After: after, Limit: most);
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var rows = await AlarmRows.ReadAsync(connection, filter, cancellationToken);
        return TypedResults.Ok(new Page<AlarmRow>(rows, Paging.Next(rows, most, row => row.Id)));
    }
}
