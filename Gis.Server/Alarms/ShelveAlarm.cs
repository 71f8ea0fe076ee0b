using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Alarms;

/// <summary>Until when.</summary>
internal sealed record ShelveAlarmRequest(DateTimeOffset Until);

/// <summary>POST /api/alarms/{id}/shelve: quiet until a moment, for a known cause.</summary>
internal static class ShelveAlarm
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/alarms/{id:long}/shelve", HandleAsync).Allow(Role.Inspector, Role.Commander).WithName("ShelveAlarm");

    private static Task<Results<Ok<AlarmRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, ShelveAlarmRequest request, Caller caller, AlarmDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.ActAsync(id, caller, (alarm, now) => AlarmRules.Shelve(alarm, request.Until, now), http, cancellationToken);
}
