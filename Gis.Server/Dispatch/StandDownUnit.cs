using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Dispatch;

/// <summary>A word with it.</summary>
internal sealed record StandDownUnitRequest(string? Text);

/// <summary>POST /api/units/{id}/stand-down: whatever the unit is ordered to do ends, and it is told.</summary>
internal static class StandDownUnit
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/units/{id:long}/stand-down", HandleAsync).Allow(Role.Commander).WithName("StandDownUnit");

    private static async Task<Results<Ok<OrderRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, StandDownUnitRequest request, Caller caller, OrderDesk desk, HttpContext http, CancellationToken cancellationToken)
    {
        switch (await desk.FindOrderOfUnitAsync(id, caller, cancellationToken))
        {
            case null:
                return TypedResults.NotFound();
            case 0:
                return new Refusal("unit-not-assigned", "该单位没有进行中的任务。", "The unit has no order to end.").ToProblem(http);
            case { } orderId:
                var done = await desk.StandDownAsync(orderId, request.Text, caller, cancellationToken);
                return done.Fact is { } order ? TypedResults.Ok(order) : done.Refusal!.ToProblem(http);
        }
    }
}
