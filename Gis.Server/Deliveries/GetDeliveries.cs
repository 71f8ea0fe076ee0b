using Gis.Server.Access;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Deliveries;

/// <summary>GET /api/things/{id}/deliveries: what was due and is there by day, what arrived, and the gaps by name.</summary>
internal static class GetDeliveries
{
    private const int DefaultDays = 14;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/things/{id:long}/deliveries", HandleAsync).AllowReaders().WithName("GetDeliveries");

    private static async Task<Results<Ok<DeliveryCard>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, Caller caller, DeliveryReader deliveries, TimeProvider clock, HttpContext http, CancellationToken cancellationToken,
        DateOnly? from = null, DateOnly? to = null)
    {
        var wish = DeliverySpan.Of(from, to, clock.GetUtcNow(), DefaultDays);
        if (wish.Fact is not { } span)
        {
            return wish.Refusal!.ToProblem(http);
        }

        return await deliveries.FindAreaAsync(id, caller.ReadingRoots, cancellationToken) is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(await deliveries.ReadAsync(id, span, cancellationToken));
    }
}
