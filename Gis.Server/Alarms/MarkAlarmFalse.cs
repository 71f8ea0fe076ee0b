using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Alarms;

/// <summary>The ground.</summary>
internal sealed record MarkAlarmFalseRequest(string? Text);

/// <summary>POST /api/alarms/{id}/mark-false: there was nothing, and why.</summary>
internal static class MarkAlarmFalse
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/alarms/{id:long}/mark-false", HandleAsync).Allow(Role.Inspector, Role.Commander).WithName("MarkAlarmFalse");

    private static Task<Results<Ok<AlarmRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, MarkAlarmFalseRequest request, Caller caller, AlarmDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.ActAsync(id, caller, (alarm, _) => AlarmRules.MarkFalse(alarm, request.Text), http, cancellationToken);
}
