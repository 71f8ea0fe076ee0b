using Gis.Server.Land;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Server.Tests.Land;

public sealed class Slivers_Tests
{
    private static readonly Coordinate Corner = new(114.5, 38.05);

    [Theory]
    [InlineData(3, 3)]       // 9 m²
    [InlineData(500, 1.9)]   // thinner than 2 m
    [InlineData(500, 0.1)]
    public void What_is_smaller_or_thinner_than_lines_are_drawn_is_nothing(double widthM, double heightM) =>
        Assert.Equal(0, Slivers.SignificantM2(RandomLand.Box(Corner, widthM, heightM)));

    [Theory]
    [InlineData(5, 5)]
    [InlineData(500, 2.2)]
    [InlineData(1000, 700)]
    public void What_is_broad_enough_counts_in_full(double widthM, double heightM)
    {
        var box = RandomLand.Box(Corner, widthM, heightM);

        Assert.Equal(EllipsoidArea.SquareMetres(box), Slivers.SignificantM2(box), 0.05);
    }

    [Fact]
    public void A_strip_that_hangs_on_a_block_is_cut_off()
    {
        var both = RandomLand.Box(Corner, 50, 50).Union(RandomLand.Box(RandomLand.Moved(Corner, 49, 0), 1000, 0.5));

        Assert.InRange(Slivers.SignificantM2(both), 2480, 2520);
    }
}
