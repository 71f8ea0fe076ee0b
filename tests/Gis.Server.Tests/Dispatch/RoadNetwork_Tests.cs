using Gis.Server.Dispatch.Roads;
using Xunit;

namespace Gis.Server.Tests.Dispatch;

public sealed class RoadNetwork_Tests
{
    private static readonly LonLat Centre = new(114.5, 38.0);

    [Fact]
    public void The_quickest_way_is_taken_not_the_shortest()
    {
        // A slow straight road and a fast detour by a third node.
        var (a, b, c) = (Centre, new LonLat(114.7, 38.0), new LonLat(114.6, 38.1));
        var roads = new RoadNetwork(3, [Edge(0, 1, 3, a, b), Edge(0, 2, 30, a, c), Edge(2, 1, 30, c, b)]);

        var route = roads.SearchTo(b)!.From(a)!;

        Assert.Contains(route.Line, at => at.MetresTo(c) < 1);
        Assert.Equal((a.MetresTo(c) + c.MetresTo(b)) / 30, route.Seconds, 1.0);
    }

    [Fact]
    public void A_place_on_the_same_road_is_reached_straight_along_it()
    {
        var (a, b) = (Centre, new LonLat(114.7, 38.0));
        var roads = new RoadNetwork(2, [Edge(0, 1, 20, a, b)]);

        var route = roads.SearchTo(a.Towards(b, 0.75))!.From(a.Towards(b, 0.25))!;

        Assert.Equal(a.MetresTo(b) / 2, route.RoadMetres, 5.0);
        Assert.Equal(2, route.Line.Count);
    }

    [Fact]
    public void A_place_off_the_road_pays_for_the_open_ground()
    {
        var (a, b) = (Centre, new LonLat(114.7, 38.0));
        var roads = new RoadNetwork(2, [Edge(0, 1, 20, a, b)]);
        var field = new LonLat(114.6, 38.01);

        var route = roads.SearchTo(a)!.From(field)!;

        Assert.Equal(field.MetresTo(new LonLat(114.6, 38.0)), route.OffRoadMetres, 3.0);
        Assert.Equal((route.RoadMetres / 20) + (route.OffRoadMetres / RoadNetwork.OffRoadMps), route.Seconds, 0.01);
        Assert.Equal(field, route.Line[0]);
    }

    [Fact]
    public void Who_stands_near_the_place_goes_straight_to_it_and_not_by_a_road_far_away()
    {
        var (a, b) = (Centre, new LonLat(114.7, 38.0));
        var roads = new RoadNetwork(2, [Edge(0, 1, 20, a, b)]);
        var (place, destination) = (new LonLat(114.6, 38.2), new LonLat(114.601, 38.2));

        var route = roads.SearchTo(destination)!.From(place)!;

        Assert.Equal(place.MetresTo(destination) / RoadNetwork.OffRoadMps, route.Seconds, 0.01);
        Assert.Equal((0, place.MetresTo(destination)), (route.RoadMetres, route.OffRoadMetres));
        Assert.Equal([place, destination], route.Line);
        Assert.Equal(0, roads.SearchTo(destination)!.From(destination)!.Seconds);
    }

    [Fact]
    public void Roads_that_do_not_connect_give_no_way()
    {
        var (a, b, c, d) = (Centre, new LonLat(114.6, 38.0), new LonLat(115.5, 38.0), new LonLat(115.6, 38.0));
        var roads = new RoadNetwork(4, [Edge(0, 1, 20, a, b), Edge(2, 3, 20, c, d)]);

        Assert.Null(roads.SearchTo(a)!.From(d));
        Assert.Null(RoadNetwork.Empty.SearchTo(a));
    }

    [Fact]
    public void A_place_far_from_all_roads_still_finds_the_nearest_one()
    {
        var (a, b) = (Centre, new LonLat(114.6, 38.0));
        var roads = new RoadNetwork(2, [Edge(0, 1, 20, a, b)]);

        var at = roads.Snap(new LonLat(119, 42));

        Assert.Equal(b, at!.Value.At);
    }

    [Fact]
    public void A_loop_road_ends_no_search_in_a_circle()
    {
        var (a, b) = (Centre, new LonLat(114.6, 38.0));
        var loop = new RoadEdge(1, 1, 500, 10, [b, new LonLat(114.605, 38.002), b]);
        var roads = new RoadNetwork(2, [Edge(0, 1, 20, a, b), loop]);

        Assert.Equal(a.MetresTo(b), roads.SearchTo(b)!.From(a)!.RoadMetres, 5.0);
    }

    [Fact]
    public void Random_networks_agree_with_a_search_that_tries_everything()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 60; round++)
        {
            var nodes = Enumerable.Range(0, 25).Select(_ => new LonLat(114 + random.NextDouble(), 38 + random.NextDouble())).ToArray();
            var edges = Enumerable.Range(0, 45).Select(_ => (From: random.Next(25), To: random.Next(25))).Where(e => e.From != e.To)
                .Select(e => Edge(e.From, e.To, 5 + (25 * random.NextDouble()), nodes[e.From], nodes[e.To])).ToArray();
            var (start, goal) = (edges[random.Next(edges.Length)], edges[random.Next(edges.Length)]);

            var route = new RoadNetwork(25, edges).SearchTo(nodes[goal.From])!.From(nodes[start.To]);

            var expected = Exhaustive(25, edges, start.To, goal.From);
            Assert.Equal(double.IsFinite(expected), route is not null);
            if (route is not null)
            {
                Assert.Equal(expected, route.Seconds, 0.5);
                Assert.Equal(Length(route.Line), route.RoadMetres, 30.0);
            }
        }
    }

    /// <summary>Bellman-Ford: relaxes every edge as often as there are nodes.</summary>
    private static double Exhaustive(int nodeCount, RoadEdge[] edges, int from, int to)
    {
        var seconds = Enumerable.Repeat(double.PositiveInfinity, nodeCount).ToArray();
        seconds[from] = 0;
        for (var i = 0; i < nodeCount; i++)
        {
            foreach (var edge in edges)
            {
                seconds[edge.To] = Math.Min(seconds[edge.To], seconds[edge.From] + edge.Seconds);
                seconds[edge.From] = Math.Min(seconds[edge.From], seconds[edge.To] + edge.Seconds);
            }
        }

        return seconds[to];
    }

    private static double Length(IReadOnlyList<LonLat> line) => line.Zip(line.Skip(1), (a, b) => a.MetresTo(b)).Sum();

    private static RoadEdge Edge(int from, int to, double speedMps, LonLat a, LonLat b) => new(from, to, a.MetresTo(b), speedMps, [a, b]);
}
