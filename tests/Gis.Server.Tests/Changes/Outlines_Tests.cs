using Gis.Server.Changes;
using Gis.Server.Changes.Outlines;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Server.Tests.Changes;

public sealed class Outlines_Tests
{
    [Fact]
    public void Square_with_a_hole_is_two_rings()
    {
        var rings = Trace(
            "#####",
            "#...#",
            "#...#",
            "#####");

        Assert.Equal([20, -6], rings.Select(ring => RingTracer.TwiceArea(ring) / 2));
        Assert.All(rings, ring => Assert.Equal(5, ring.Count));
    }

    [Fact]
    public void Pixels_that_touch_at_a_corner_are_two_patches()
    {
        var parts = Components.Of(Mask("#.", ".#"), 2, set: true);

        Assert.Equal([0, 1, 1], parts.Sizes);
    }

    [Fact]
    public void Holes_that_touch_at_a_corner_stay_two_and_the_polygon_is_valid()
    {
        var rings = Trace(
            "####",
            "#.##",
            "##.#",
            "####");

        Assert.Equal([-1, -1, 16], rings.Select(ring => RingTracer.TwiceArea(ring) / 2).Order());
        Assert.True(Assert.Single(Polygons("####", "#.##", "##.#", "####")).IsValid);
    }

    [Fact]
    public void Shell_that_touches_itself_gets_a_hole()
    {
        var rings = Trace(
            "###.",
            "#.#.",
            "##.#",
            ".###");

        Assert.Equal(11, rings.Sum(RingTracer.TwiceArea) / 2);
        Assert.Single(rings, ring => RingTracer.TwiceArea(ring) > 0);
    }

    [Fact]
    public void Rectangle_keeps_its_corners()
    {
        var polygon = Assert.Single(Polygons("......", ".####.", ".####.", "......"));

        Assert.Equal(8, polygon.Area);
        Assert.Equal(5, polygon.NumPoints);
    }

    [Fact]
    public void Stair_becomes_a_slope()
    {
        var polygon = Assert.Single(Polygons("#......", "##.....", "###....", "####...", "#####..", "######.", "#######"));

        Assert.InRange(polygon.Area, 27, 29);
        Assert.InRange(polygon.NumPoints, 4, 7);
    }

    [Theory]
    [InlineData(0.35)]
    [InlineData(0.5)]
    [InlineData(0.65)]
    [InlineData(0.8)]
    public void Random_masks_give_rings_of_their_pixels_and_valid_polygons_that_hold_their_centres_and_do_not_overlap(double share)
    {
        const int Side = 40;
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var mask = Enumerable.Range(0, Side * Side).Select(_ => random.NextDouble() < share).ToArray();
            var parts = Components.Of(mask, Side, set: true);

            var areas = new long[parts.Count + 1];
            foreach (var (label, ring) in RingTracer.Trace(parts.Labels, Side, Side, CancellationToken.None))
            {
                areas[label] += RingTracer.TwiceArea(ring) / 2;
            }

            var polygons = PatchOutlines.Of(parts, Side, Side, CancellationToken.None);

            Assert.Equal(parts.Sizes.Select(size => (long)size), areas);
            Assert.Equal(parts.Count, polygons.Count);
            Assert.All(polygons.Values, polygon => Assert.True(polygon.IsValid));
            Assert.InRange(Math.Abs(polygons.Values.Sum(polygon => polygon.Area) - mask.Count(set => set)), 0, 0.05 * Side * Side);
            for (var i = 0; i < mask.Length; i++)
            {
                if (parts.Labels[i] != 0 && parts.Sizes[parts.Labels[i]] < 30)
                {
                    Assert.True(polygons[parts.Labels[i]].Contains(new Point((i % Side) + 0.5, (i / Side) + 0.5)));
                }
            }
        }
    }

    [Fact]
    public void Small_spots_and_gaps_go_and_gaps_without_data_stay()
    {
        var mask = Mask("#......", "...####", "...#.##", "...##.#", "...####");
        var noData = (2 * 7) + 4;

        CleanUp.Sieve(mask, i => i != noData, 7, leastPixels: 3);

        Assert.False(mask[0]);
        Assert.False(mask[noData]);
        Assert.True(mask[(3 * 7) + 5]);
        Assert.Equal(15, mask.Count(set => set));
    }

    private static List<IReadOnlyList<(int X, int Y)>> Trace(params string[] rows) =>
        [.. RingTracer.Trace(Components.Of(Mask(rows), rows[0].Length, set: true).Labels, rows[0].Length, rows.Length, CancellationToken.None).Select(traced => traced.Ring)];

    private static IEnumerable<Polygon> Polygons(params string[] rows) =>
        PatchOutlines.Of(Components.Of(Mask(rows), rows[0].Length, set: true), rows[0].Length, rows.Length, CancellationToken.None).Values;

    private static bool[] Mask(params string[] rows) => [.. string.Concat(rows).Select(pixel => pixel == '#')];
}
