using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Alarms;

/// <summary>Whose it is from now on.</summary>
internal sealed record AssignAlarmRequest(long Account);

/// <summary>POST /api/alarms/{id}/assign: one person takes care of it.</summary>
internal static class AssignAlarm
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/alarms/{id:long}/assign", HandleAsync).Allow(Role.Inspector, Role.Commander).WithName("AssignAlarm");

    private static async Task<Results<Ok<AlarmRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, AssignAlarmRequest request, Caller caller, AlarmDesk desk, HttpContext http, CancellationToken cancellationToken)
    {
        var mayTake = await desk.MayTakeAsync(id, request.Account, cancellationToken);
        return await desk.ActAsync(
            id, caller,
            (_, _) => mayTake ? AlarmRules.Assign(request.Account) : Refusal.Bad("account", "an inspector or commander of the alarm's area"),
            http, cancellationToken);
    }
}
