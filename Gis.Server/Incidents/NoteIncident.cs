using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Incidents;

/// <summary>The remark.</summary>
internal sealed record NoteIncidentRequest(string? Text);

/// <summary>POST /api/incidents/{id}/note: a remark on the timeline.</summary>
internal static class NoteIncident
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/incidents/{id:long}/note", HandleAsync).Allow(Role.Commander).WithName("NoteIncident");

    private static Task<Results<Ok<IncidentRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, NoteIncidentRequest request, Caller caller, IncidentDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.ActAsync(id, caller, _ => IncidentRules.Note(request.Text), http, cancellationToken);
}
