using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Incidents;

/// <summary>The result.</summary>
internal sealed record CloseIncidentRequest(string? Text);

/// <summary>POST /api/incidents/{id}/close: ended, with its result; not while orders are active.</summary>
internal static class CloseIncident
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/incidents/{id:long}/close", HandleAsync).Allow(Role.Commander).WithName("CloseIncident");

    private static Task<Results<Ok<IncidentRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, CloseIncidentRequest request, Caller caller, IncidentDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.ActAsync(id, caller, incident => IncidentRules.Close(incident, request.Text), http, cancellationToken);
}
