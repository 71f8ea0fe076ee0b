using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Dispatch;

/// <summary>What the unit said by radio.</summary>
internal sealed record RecordOrderStateRequest(string? State, string? Text);

/// <summary>POST /api/orders/{id}/state: a commander records what a unit said by radio.</summary>
internal static class RecordOrderState
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/orders/{id:long}/state", HandleAsync).Allow(Role.Commander).WithName("RecordOrderState");

    private static async Task<Results<Ok<OrderRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, RecordOrderStateRequest request, Caller caller, OrderDesk desk, HttpContext http, CancellationToken cancellationToken)
    {
        if (await desk.FindOrderAsync(id, caller, cancellationToken) is null)
        {
            return TypedResults.NotFound();
        }

        var done = await desk.RecordAsync(id, request.State, request.Text, caller, cancellationToken);
        return done.Fact is { } order ? TypedResults.Ok(order) : done.Refusal!.ToProblem(http);
    }
}
