using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Incidents;

/// <summary>The ground.</summary>
internal sealed record ReopenIncidentRequest(string? Text);

/// <summary>POST /api/incidents/{id}/reopen: it was closed too soon.</summary>
internal static class ReopenIncident
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/incidents/{id:long}/reopen", HandleAsync).Allow(Role.Commander).WithName("ReopenIncident");

    private static Task<Results<Ok<IncidentRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, ReopenIncidentRequest request, Caller caller, IncidentDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.ActAsync(id, caller, incident => IncidentRules.Reopen(incident, request.Text), http, cancellationToken);
}
