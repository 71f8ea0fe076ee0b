using Gis.BaseMap.Roads;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Tiles.Tests.BaseMap;

public sealed class RoadGraph_Tests
{
    [Fact]
    public void Two_places_are_not_joined_past_a_third_between_them()
    {
        var edges = GabrielGraph.Edges([new Coordinate(0, 0), new Coordinate(1, 0.1), new Coordinate(2, 0)]);

        Assert.Equal([(0, 1), (1, 2)], edges);
    }

    [Fact]
    public void Roads_that_cross_meet_in_a_node_where_one_can_turn()
    {
        var east = new RoadLink(0, 1, RoadClass.Primary, [new Coordinate(114, 38.5), new Coordinate(115, 38.5)]);
        var north = new RoadLink(2, 3, RoadClass.Secondary, [new Coordinate(114.5, 38), new Coordinate(114.5, 39)]);

        var graph = RoadNoding.Graph([east, north]);

        Assert.Equal(5, graph.Nodes.Count);
        Assert.Equal(4, graph.Edges.Count);
        var crossing = graph.Nodes.Single(node => node.Lon == 114.5 && node.Lat == 38.5);
        Assert.Equal(4, graph.Edges.Count(edge => edge.FromNode == crossing.Id || edge.ToNode == crossing.Id));
        Assert.Equal([RoadClass.Primary, RoadClass.Secondary], graph.Edges.Select(edge => edge.Class).Distinct().Order());
    }

    [Fact]
    public void Bent_road_keeps_its_ends_and_stays_near_the_straight_line()
    {
        var (from, to) = (new Coordinate(114.5, 38.05), new Coordinate(115.47, 38.87));

        var line = Bend.Between(from, to);

        Assert.Equal(from, line[0]);
        Assert.Equal(to, line[^1]);
        Assert.Equal(line, Bend.Between(from, to));
        Assert.InRange(Gis.BaseMap.Geo.Earth.LengthM(line) / Gis.BaseMap.Geo.Earth.MetresBetween(from, to), 1.0001, 1.1);
    }
}
