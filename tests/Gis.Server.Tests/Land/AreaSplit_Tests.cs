using Gis.Server.Land;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Server.Tests.Land;

public sealed class AreaSplit_Tests
{
    private static readonly Coordinate Corner = new(114.5, 38.05);

    [Fact]
    public void Parts_gap_and_doubles_add_up_exactly_whatever_divides()
    {
        var land = new RandomLand(7);
        for (var round = 0; round < 300; round++)
        {
            var middle = land.Place();
            var whole = land.Star(middle, land.Between(50, 5000), land.Whole(5, 30), withHole: round % 2 == 0);
            var reach = whole.EnvelopeInternal;
            var pieces = Enumerable.Range(0, land.Whole(0, 12))
                .Select(i => ($"{i % 5}", (Geometry)land.Star(new(land.Between(reach.MinX, reach.MaxX), land.Between(reach.MinY, reach.MaxY)), land.Between(30, 3000), 9)))
                .ToList();

            var split = AreaSplit.Of(whole, pieces);

            foreach (var unit in (Func<LandArea, decimal>[])[area => area.M2, area => area.Ha, area => area.Mu])
            {
                Assert.Equal(unit(split.Whole), split.Parts.Sum(part => unit(part.Area)) + unit(split.NotCovered) + unit(split.CoveredTwice));
            }

            // Each row is its own area to the last place: nothing was pushed into a row to make the sum come out.
            Assert.All(split.Parts, part => Assert.True(Math.Abs((double)part.Area.M2 - (part.Share * EllipsoidArea.SquareMetres(whole))) <= 0.0101));
        }
    }

    [Fact]
    public void A_layer_without_gaps_covers_all_and_nothing_twice()
    {
        var pieces = Enumerable.Range(0, 7).Select(i => ($"{i}", (Geometry)RandomLand.Box(RandomLand.Moved(Corner, i * 33.3, 0), 33.3, 100))).ToList();

        var split = AreaSplit.Of(RandomLand.Box(Corner, 7 * 33.3, 100), pieces);

        Assert.Equal((0m, 0m, 7), (split.NotCovered.M2, split.CoveredTwice.M2, split.Parts.Count));
    }

    [Fact]
    public void Gap_and_double_are_named()
    {
        var split = AreaSplit.Of(
            RandomLand.Box(Corner, 100, 100),
            [("0102", RandomLand.Box(Corner, 60, 100)), ("1006", RandomLand.Box(RandomLand.Moved(Corner, 50, 0), 30, 100))]);

        Assert.Equal([("0102", 5000), ("1006", 2000)], split.Parts.Select(part => (part.Key, (int)Math.Round(part.Area.M2 / 50) * 50)));
        Assert.InRange(split.CoveredTwice.M2, 990, 1010);
        Assert.InRange(split.NotCovered.M2, 1990, 2010);
    }

    [Fact]
    public void Rows_of_one_key_are_one_row() =>
        Assert.Single(AreaSplit.Of(RandomLand.Box(Corner, 100, 100), [("0102", RandomLand.Box(Corner, 50, 100)), ("0102", RandomLand.Box(RandomLand.Moved(Corner, 50, 0), 50, 100))]).Parts);

    [Theory]
    [InlineData(new[] { 1.005, 1.005, 1.005 }, 3.02)]
    [InlineData(new[] { 0.004, 0.004, 0.004 }, 0.01)]
    [InlineData(new[] { 0.0, 0.0 }, 0.0)]
    [InlineData(new[] { 2.999999999, 1.0 }, 3.99)]
    public void Remainders_go_where_most_was_lost(double[] parts, decimal whole) =>
        Assert.Equal(whole, LargestRemainder.Round(parts, whole, 0.01m).Sum());

    [Fact]
    public void An_area_is_stated_in_three_units() => Assert.Equal(new LandArea(9742.49m, 0.9742m, 14.61m), LandArea.Of(9742.4874));
}
