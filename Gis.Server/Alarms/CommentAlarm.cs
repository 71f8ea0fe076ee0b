using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Alarms;

/// <summary>The remark.</summary>
internal sealed record CommentAlarmRequest(string? Text);

/// <summary>POST /api/alarms/{id}/comment: a remark for all who see the alarm.</summary>
internal static class CommentAlarm
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/alarms/{id:long}/comment", HandleAsync).Allow(Role.Inspector, Role.Commander).WithName("CommentAlarm");

    private static Task<Results<Ok<AlarmRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, CommentAlarmRequest request, Caller caller, AlarmDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.ActAsync(id, caller, (_, _) => AlarmRules.Comment(request.Text), http, cancellationToken);
}
