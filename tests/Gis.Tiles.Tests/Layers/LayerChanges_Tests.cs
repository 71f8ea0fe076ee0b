using Gis.Tiles.Layers;
using Gis.Tiles.VectorTiles;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Tiles.Tests.Layers;

/// <summary>By which change a tile came to be as it is.</summary>
public sealed class LayerChanges_Tests
{
    private static readonly Envelope Here = new(0, 10, 0, 10);

    [Fact]
    public void Newest_change_that_meets_the_box_counts()
    {
        var changes = LayerChanges.None.With([At(3, 50, 50), At(2, 5, 5), At(1, 5, 5)], 3);

        Assert.Equal(2, changes.StampOf(Here, 10));
        Assert.Equal(3, changes.StampOf(new Envelope(40, 60, 40, 60), 10));
        Assert.Equal(0, changes.StampOf(new Envelope(80, 90, 80, 90), 10));
    }

    [Fact]
    public void Change_does_not_count_at_zooms_that_do_not_draw_it()
    {
        var changes = LayerChanges.None.With([At(1, 5, 5) with { Rank = 9 }], 1);

        Assert.Equal((0, 1), (changes.StampOf(Here, 8), changes.StampOf(Here, 9)));
    }

    [Fact]
    public void Feature_counts_where_it_was_and_where_it_is()
    {
        var moved = LayerChanges.None.With([new LayerChange(1, 0, [5, 5, 6, 6, 50, 50, 60, 60])], 1);

        Assert.Equal((1, 1, 0), (moved.StampOf(Here, 10), moved.StampOf(new Envelope(55, 56, 55, 56), 10), moved.StampOf(new Envelope(20, 30, 20, 30), 10)));
    }

    /// <summary>However a process came to know of the changes, it tells the same.</summary>
    [Theory]
    [InlineData(999)]
    [InlineData(2_000)]
    [InlineData(3_456)]
    public void Following_and_reading_at_once_tell_the_same(int count)
    {
        var random = new Random(count);
        var all = Enumerable.Range(1, count).Select(number => At(number, random.Next(1_000), random.Next(1_000))).Reverse().ToList();
        var atOnce = LayerChanges.None.With([.. all.Where(change => change.Number > LayerChanges.FloorOf(count))], count);
        var followed = LayerChanges.None;
        for (var known = 0; known < count; known = Math.Min(count, known + 77))
        {
            var now = Math.Min(count, known + 77);
            followed = followed.With([.. all.Where(change => change.Number > known && change.Number <= now)], now);
        }

        Assert.All(
            Enumerable.Range(0, 500).Select(_ => new Envelope(new Coordinate(random.Next(1_000), random.Next(1_000)))),
            box => Assert.Equal(atOnce.StampOf(box, 10), followed.StampOf(box, 10)));
    }

    [Fact]
    public void Reach_of_a_tile_is_that_of_its_statement()
    {
        var reach = TileReach.Of(new TileAddress(1, 1, 0));

        Assert.Equal(-20_037_508.342789244 / 64, reach.MinX, 0.01);
        Assert.Equal(20_037_508.342789244 * (1 + (1.0 / 64)), reach.MaxY, 0.01);
    }

    private static LayerChange At(int number, double x, double y) => new(number, 0, [x, y, x, y]);
}
