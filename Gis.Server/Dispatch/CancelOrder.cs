using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Dispatch;

/// <summary>Why it no longer holds.</summary>
internal sealed record CancelOrderRequest(string? Text);

/// <summary>POST /api/orders/{id}/cancel: the order no longer holds, and the unit is told.</summary>
internal static class CancelOrder
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/orders/{id:long}/cancel", HandleAsync).Allow(Role.Commander).WithName("CancelOrder");

    private static async Task<Results<Ok<OrderRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, CancelOrderRequest request, Caller caller, OrderDesk desk, HttpContext http, CancellationToken cancellationToken)
    {
        if (await desk.FindOrderAsync(id, caller, cancellationToken) is null)
        {
            return TypedResults.NotFound();
        }

        var done = await desk.CancelAsync(id, request.Text, caller, cancellationToken);
        return done.Fact is { } order ? TypedResults.Ok(order) : done.Refusal!.ToProblem(http);
    }
}
