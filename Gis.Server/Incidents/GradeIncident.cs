using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Incidents;

/// <summary>1 (I) … 4 (IV) with the ground.</summary>
internal sealed record GradeIncidentRequest(int? Grade, string? Ground);

/// <summary>POST /api/incidents/{id}/grade: how grave it is, and on what ground.</summary>
internal static class GradeIncident
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/incidents/{id:long}/grade", HandleAsync).Allow(Role.Commander).WithName("GradeIncident");

    private static Task<Results<Ok<IncidentRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, GradeIncidentRequest request, Caller caller, IncidentDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.ActAsync(id, caller, incident => IncidentRules.Grade(incident, request.Grade ?? 0, request.Ground), http, cancellationToken);
}
