using Gis.Server.Dispatch.Roads;

namespace Gis.Server.Dispatch;

/// <summary>
/// Ranks the free units by the time they take on the road from where they were last heard. A lost unit is marked and never hidden; one that refused
/// or did not answer for this incident stands last.
/// </summary>
internal static class RecommendationRules
{
    public static TimeSpan StaleAfter { get; } = TimeSpan.FromMinutes(5);

    public static IReadOnlyList<Recommendation> Rank(
        IncidentForOrder incident, IEnumerable<UnitForOrder> units, RoadNetwork roads, IReadOnlySet<long> refusedBefore,
        IReadOnlyList<string> suitedKinds, DateTimeOffset now)
    {
        var search = roads.SearchTo(incident.At);
        return [.. units
            .Where(unit => unit.HeldBy is null && UnitState.MayTakeOrders(unit.State))
            .Select(unit => Judge(unit, incident, search?.From(unit.At), refusedBefore.Contains(unit.Id), suitedKinds, now))
            .OrderBy(found => found.RefusedBefore)
            .ThenBy(found => found.Route?.Seconds ?? double.PositiveInfinity)
            .ThenBy(found => found.Unit.At.MetresTo(incident.At))
            .ThenBy(found => found.Unit.Id)];
    }

    private static Recommendation Judge(
        UnitForOrder unit, IncidentForOrder incident, RoadRoute? route, bool refusedBefore, IReadOnlyList<string> suitedKinds, DateTimeOffset now)
    {
        var stale = unit.PositionAt is not { } heardAt || now - heardAt > StaleAfter;
        return new Recommendation(unit, route, stale, refusedBefore, [.. Reasons(unit, incident, route, refusedBefore, suitedKinds, now)]);
    }

    private static IEnumerable<Reason> Reasons(
        UnitForOrder unit, IncidentForOrder incident, RoadRoute? route, bool refusedBefore, IReadOnlyList<string> suitedKinds, DateTimeOffset now)
    {
        yield return route is null
            ? Reason.Of("no-road", ("metres", Math.Round(unit.At.MetresTo(incident.At))))
            : Reason.Of("road-time", ("seconds", Math.Round(route.Seconds)), ("metres", Math.Round(route.RoadMetres)));
        if (suitedKinds.Contains(unit.Kind))
        {
            yield return Reason.Of("suits-type", ("kind", unit.Kind), ("type", incident.TypeCode));
        }

        if (unit.AreaCode == incident.AreaCode)
        {
            yield return Reason.Of("own-area", ("area", unit.AreaCode));
        }

        if (unit.State == UnitState.Returning)
        {
            yield return Reason.Of("returning");
        }

        if (unit.PositionAt is not { } heardAt)
        {
            yield return Reason.Of("position-unknown");
        }
        else if (now - heardAt > StaleAfter)
        {
            yield return Reason.Of("position-stale", ("ageS", Math.Round((now - heardAt).TotalSeconds)));
        }

        if (refusedBefore)
        {
            yield return Reason.Of("refused-before");
        }
    }
}
