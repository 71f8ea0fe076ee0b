using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Alarms;

/// <summary>What the person says with it, if anything.</summary>
internal sealed record AcknowledgeAlarmRequest(string? Comment = null);

/// <summary>POST /api/alarms/{id}/acknowledge: somebody has seen it and takes care.</summary>
internal static class AcknowledgeAlarm
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/alarms/{id:long}/acknowledge", HandleAsync).Allow(Role.Inspector, Role.Commander).WithName("AcknowledgeAlarm");

    private static Task<Results<Ok<AlarmRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, Caller caller, AlarmDesk desk, HttpContext http, CancellationToken cancellationToken, AcknowledgeAlarmRequest? request = null) =>
        desk.ActAsync(id, caller, (alarm, _) => AlarmRules.Acknowledge(alarm, request?.Comment), http, cancellationToken);
}
