using Gis.Server.Dispatch;
using Gis.Server.Dispatch.Roads;
using Xunit;

namespace Gis.Server.Tests.Dispatch;

public sealed class RecommendationRules_Tests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);
    private static readonly LonLat Place = new(114.5, 38);
    private static readonly IncidentForOrder Spill = new(7, "HB-20261122-001", "water_pollution", "130102", Place, IsClosed: false, "real");

    [Fact]
    public void Road_time_ranks_before_the_straight_line()
    {
        // The near unit stands across a river: its road leads far around.
        var (near, far, bend) = (new LonLat(114.52, 38), new LonLat(114.3, 38), new LonLat(114.52, 38.5));
        var roads = new RoadNetwork(4,
        [
            Edge(0, 1, far, Place), Edge(1, 2, Place, bend), Edge(2, 3, bend, near),
        ]);

        var ranked = Rank(roads, Unit(1, near), Unit(2, far));

        Assert.Equal([2L, 1L], ranked.Select(found => found.Unit.Id));
    }

    [Fact]
    public void A_lost_unit_is_marked_and_never_hidden()
    {
        var lost = Unit(1, Place) with { PositionAt = Noon.AddMinutes(-5).AddSeconds(-1) };
        var silent = Unit(2, Place) with { PositionAt = null };
        var heard = Unit(3, Place) with { PositionAt = Noon.AddMinutes(-5) };

        var ranked = Rank(Straight(), lost, silent, heard).ToDictionary(found => found.Unit.Id);

        Assert.Contains(ranked[1].Reasons, reason => reason.Code == "position-stale" && (double)reason.Params["ageS"] == 301);
        Assert.Contains(ranked[2].Reasons, reason => reason.Code == "position-unknown");
        Assert.True(ranked[1].PositionStale);
        Assert.False(ranked[3].PositionStale);
    }

    [Fact]
    public void Busy_and_off_duty_units_are_not_offered()
    {
        var busy = Unit(1, Place) with { HeldBy = new OrderHolder(1, "o", 1, "i", "Wei") };
        var off = Unit(2, Place) with { State = UnitState.OffDuty };

        Assert.Equal([3L], Rank(Straight(), busy, off, Unit(3, Place)).Select(found => found.Unit.Id));
    }

    [Fact]
    public void A_unit_that_refused_stands_last_with_its_reason()
    {
        var ranked = RecommendationRules.Rank(Spill, [Unit(1, Place), Unit(2, new LonLat(114.6, 38))], Straight(), new HashSet<long> { 1 }, [], Noon);

        Assert.Equal([2L, 1L], ranked.Select(found => found.Unit.Id));
        Assert.Contains(ranked[1].Reasons, reason => reason.Code == "refused-before");
    }

    [Fact]
    public void Without_roads_units_are_ranked_by_distance_and_say_so()
    {
        var ranked = Rank(RoadNetwork.Empty, Unit(1, new LonLat(115, 38)), Unit(2, new LonLat(114.6, 38)));

        Assert.Equal([2L, 1L], ranked.Select(found => found.Unit.Id));
        Assert.All(ranked, found => Assert.Contains(found.Reasons, reason => reason.Code == "no-road"));
    }

    private static IReadOnlyList<Recommendation> Rank(RoadNetwork roads, params UnitForOrder[] units) =>
        RecommendationRules.Rank(Spill, units, roads, new HashSet<long>(), ["monitoring"], Noon);

    private static RoadNetwork Straight() => new(2, [Edge(0, 1, new LonLat(114.4, 38), new LonLat(114.7, 38))]);

    private static RoadEdge Edge(int from, int to, LonLat a, LonLat b) => new(from, to, a.MetresTo(b), 20, [a, b]);

    private static UnitForOrder Unit(long id, LonLat at) =>
        new(id, $"mon-{id}", $"环监-{id}", "环监", "Monitoring", "monitoring", "130102", [], UnitState.Available, at, Noon, HeldBy: null);
}
