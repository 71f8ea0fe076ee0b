using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Alarms;

/// <summary>POST /api/alarms/{id}/unshelve: audible again before its moment.</summary>
internal static class UnshelveAlarm
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/alarms/{id:long}/unshelve", HandleAsync).Allow(Role.Inspector, Role.Commander).WithName("UnshelveAlarm");

    private static Task<Results<Ok<AlarmRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, Caller caller, AlarmDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.ActAsync(id, caller, AlarmRules.Unshelve, http, cancellationToken);
}
