using Gis.Server.Access;
using Gis.Server.Dispatch.Roads;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Dispatch;

/// <summary>Which unit shall do what, until when.</summary>
internal sealed record IssueOrderRequest(long UnitId, string? Kind, string? Text, DateTimeOffset? DueAt = null);

/// <summary>POST /api/incidents/{id}/orders: sends a unit. It is stored as issued here; OrderDelivery carries it to the unit.</summary>
internal static class IssueOrder
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/incidents/{id:long}/orders", HandleAsync).Allow(Role.Commander).WithName("IssueOrder");

    private static async Task<Results<Created<OrderRow>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, IssueOrderRequest request, Caller caller, NpgsqlDataSource store, RoadNetworkCache roads, OrderWriter orders, HttpContext http,
        CancellationToken cancellationToken)
    {
        var (incident, unit) = await FindAsync(store, id, request.UnitId, caller.Roots(Role.Commander), cancellationToken);
        if (incident is null)
        {
            return TypedResults.NotFound();
        }

        if (unit is null)
        {
            return Refusal.Bad("unitId", "the id of a unit in your areas; GET /api/units lists them").ToProblem(http);
        }

        var way = (await roads.GetAsync(cancellationToken)).SearchTo(incident.At)?.From(unit.At);
        var wish = new OrderWish(unit.Id, request.Kind ?? "go", request.Text ?? "", request.DueAt);
        var issued = await orders.IssueAsync(incident, wish, way is null ? null : (int)Math.Ceiling(way.Seconds), caller, cancellationToken);
        return issued.Fact is { } order ? TypedResults.Created($"/api/orders/{order.Id}", order) : issued.Refusal!.ToProblem(http);
    }

    private static async Task<(IncidentForOrder? Incident, UnitForOrder? Unit)> FindAsync(
        NpgsqlDataSource store, long incidentId, long unitId, string[] roots, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        return (await DispatchReader.FindIncidentAsync(connection, incidentId, roots, cancellationToken),
            (await DispatchReader.ReadUnitsAsync(connection, roots, unitId, cancellationToken)).SingleOrDefault());
    }
}
