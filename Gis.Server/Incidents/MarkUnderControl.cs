using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Incidents;

/// <summary>A word with it, if any.</summary>
internal sealed record MarkUnderControlRequest(string? Text);

/// <summary>POST /api/incidents/{id}/under-control: it no longer grows.</summary>
internal static class MarkUnderControl
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/incidents/{id:long}/under-control", HandleAsync).Allow(Role.Commander).WithName("MarkUnderControl");

    private static Task<Results<Ok<IncidentRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, MarkUnderControlRequest request, Caller caller, IncidentDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.ActAsync(id, caller, incident => IncidentRules.UnderControl(incident, request.Text), http, cancellationToken);
}
