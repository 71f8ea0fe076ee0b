using Gis.Server.Dispatch.Roads;
using Gis.Server.ReadModel;
using Npgsql;

namespace Gis.Server.Dispatch;

/// <summary>Says which units could go to an incident, from the store and the road graph as they are now.</summary>
internal sealed class Recommender(NpgsqlDataSource store, RoadNetworkCache roads, TimeProvider clock)
{
    /// <summary>Null where the incident is not within the roots; without roots (the system itself) all is.</summary>
    public async Task<Recommended?> RecommendAsync(
        long incidentId, string[]? roots, IReadOnlyList<string>? kinds, CancellationToken cancellationToken)
    {
        var network = await roads.GetAsync(cancellationToken);
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        if (await DispatchReader.FindIncidentAsync(connection, incidentId, roots, cancellationToken) is not { } incident)
        {
            return null;
        }

        var units = (await DispatchReader.ReadUnitsAsync(connection, roots, unitId: null, cancellationToken))
            .Where(unit => kinds is null || kinds.Contains(unit.Kind)).ToList();
        var refused = await DispatchReader.ReadRefusedAsync(connection, incidentId, cancellationToken);
        var now = clock.GetUtcNow();
        var ranked = RecommendationRules.Rank(
            incident, units, network, refused, IncidentTypes.Standard.SuitedKinds(incident.TypeCode), now);
        return new Recommended(now, ranked, units.Count(unit => unit.HeldBy is not null), units.Count(unit => !UnitState.MayTakeOrders(unit.State)));
    }
}
