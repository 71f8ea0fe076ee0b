using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Incidents;

/// <summary>POST /api/incidents: from an alarm (inspectors too) or at a point of the map.</summary>
internal static class CreateIncident
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/incidents", HandleAsync).Allow(Role.Inspector, Role.Commander).WithName("CreateIncident");

    private static async Task<Results<Created<IncidentRow>, NotFound, ProblemHttpResult>> HandleAsync(
        CreateIncidentRequest request, Caller caller, AreaTree areas, NpgsqlDataSource store, IncidentPlace place, IncidentWriter writer,
        IncidentDesk desk, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        Role[] mayCreate = request.AlarmId is null ? [Role.Commander] : [Role.Inspector, Role.Commander];
        AlarmRow? alarm = null;
        if (request.AlarmId is { } alarmId && (alarm = await FindAlarmAsync(store, alarmId, caller.Roots(mayCreate), cancellationToken)) is null)
        {
            return TypedResults.NotFound();
        }

        var now = clock.GetUtcNow();
        var checkedWish = IncidentWish.Of(request, alarm, await Extent.ReadAsync(store, cancellationToken), now);
        if (checkedWish.Fact is not { } wish)
        {
            return checkedWish.Refusal!.ToProblem(http);
        }

        if ((wish.AreaCode ?? await place.AreaAtAsync(wish.Lon, wish.Lat, cancellationToken)) is not { } area || !areas.Exists(area))
        {
            return Refusal.Bad("areaCode", "the GB/T 2260 code of the area in which it lies").ToProblem(http);
        }

        if (!caller.MayAct(area, areas, mayCreate))
        {
            return OutsideGrants(area).ToProblem(http);
        }

        var written = await writer.WriteAsync(wish, area, caller, now, cancellationToken);
        return written.Fact is { } made
            ? TypedResults.Created($"/api/incidents/{made.Id}", await desk.ReadAsync(made.Id, caller.Roots(mayCreate), cancellationToken))
            : written.Refusal!.ToProblem(http);
    }

    private static async Task<AlarmRow?> FindAlarmAsync(NpgsqlDataSource store, long id, string[] roots, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        return (await AlarmRows.ReadAsync(connection, new AlarmFilter(roots, Ids: [id]), cancellationToken)).SingleOrDefault();
    }

    private static Refusal OutsideGrants(string area) =>
        new("area-refused", $"您在区域 {area} 无此权限。", $"You may not do this in area {area}; ask its commander or an administrator.")
        {
            Status = StatusCodes.Status403Forbidden,
        };
}
