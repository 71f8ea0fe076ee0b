using Gis.BaseMap.Rivers;
using Gis.Tiles.Import;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Tiles.Tests.BaseMap;

public sealed class RiverFlow_Tests
{
    private static readonly Coordinate Source = new(114, 38);
    private static readonly Coordinate Meeting = new(115, 38);
    private static readonly Coordinate Mouth = new(116, 38);
    private static readonly Coordinate SideSource = new(115, 39);

    private static readonly RiverCourse Main = new("主河", "Main River", "river", [Source, Mouth]);

    [Fact]
    public void Known_course_flows_as_its_table_says_whichever_way_it_was_drawn()
    {
        var reaches = Reaches([[Mouth, Meeting, Source]], []);

        var reach = Assert.Single(reaches);
        Assert.Equal("主河", reach.NameZh);
        Assert.Equal(Source, reach.Line[0]);
        Assert.Equal(Mouth, reach.Line[^1]);
    }

    [Fact]
    public void Nameless_tributary_flows_into_the_river_it_ends_on()
    {
        var reaches = Reaches([[Mouth, Meeting, Source], [Meeting, SideSource]], []);

        Assert.Equal(3, reaches.Count);
        var tributary = reaches.Single(reach => reach.NameZh is null);
        Assert.Equal(SideSource, tributary.Line[0]);
        Assert.Equal(tributary.ToNode, reaches.Single(reach => reach.Line[^1].Equals(Mouth)).FromNode);
    }

    [Fact]
    public void River_goes_on_through_a_reservoir_at_which_the_lines_break_off()
    {
        var (above, below) = (new Coordinate(114.9, 38), new Coordinate(115.1, 38));
        var gap = new RiverGap("水库", "Reservoir", above, below);

        var reach = Assert.Single(Reaches([[Source, above], [below, Mouth]], [gap]));

        Assert.Equal([Source, above, below, Mouth], reach.Line);
    }

    [Fact]
    public void Water_in_a_circle_is_refused()
    {
        RiverPiece Flow(int a, int b)
        {
            var piece = new RiverPiece(a, b, [new Coordinate(a, 0), new Coordinate(b, 1)]);
            piece.FlowFrom(a);
            return piece;
        }

        Assert.Throws<InvalidDataException>(() => RiverFlow.Order([Flow(0, 1), Flow(1, 2), Flow(2, 0)]));
    }

    private static IReadOnlyList<RiverReach> Reaches(IReadOnlyList<Coordinate[]> lines, IReadOnlyList<RiverGap> gaps) =>
        RiverBuild.Reaches(lines, [Main], gaps, Shapes.Factory.CreatePoint(Meeting).Buffer(2));
}
