using Gis.Server.Access;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Deliveries;

/// <summary>In which days gaps shall be asked for; the last seven where none are named.</summary>
internal sealed record RequestGapsRequest(DateOnly? From = null, DateOnly? To = null);

/// <summary>POST /api/things/{id}/gap-requests: the named gaps of a span become commands to the thing's HJ 212 device.</summary>
internal static class RequestGaps
{
    private const int DefaultDays = 7;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/things/{id:long}/gap-requests", HandleAsync).Allow(Role.Inspector, Role.Administrator).WithName("RequestGaps");

    private static async Task<Results<Created<GapsAsked>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, RequestGapsRequest request, Caller caller, DeliveryReader deliveries, GapDesk desk, TimeProvider clock, HttpContext http,
        CancellationToken cancellationToken)
    {
        if (await deliveries.FindAreaAsync(id, caller.Roots(Role.Inspector, Role.Administrator), cancellationToken) is not { } area)
        {
            return TypedResults.NotFound();
        }

        var now = clock.GetUtcNow();
        var wish = DeliverySpan.Of(request.From, request.To, now, DefaultDays, DeliverySpan.NamedDays);
        if (wish.Fact is not { } span)
        {
            return wish.Refusal!.ToProblem(http);
        }

        var asked = await desk.RequestAsync(
            new GapThing(id, area), span.Named(now), new GapAsker(caller.AccountId, caller.Name), attempts: int.MaxValue, cancellationToken);
        return asked.Fact is { } made ? TypedResults.Created($"/api/things/{id}/commands", made) : asked.Refusal!.ToProblem(http);
    }
}
