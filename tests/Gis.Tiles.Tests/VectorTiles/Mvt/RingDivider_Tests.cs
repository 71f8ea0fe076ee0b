using Gis.Tiles.VectorTiles.Mvt;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Tiles.Tests.VectorTiles.Mvt;

public sealed class RingDivider_Tests
{
    private const int Cases = 40_000;
    private const int Side = 7;
    private static readonly GeometryFactory Factory = new();

    /// <summary>Off the grid and off every line between two of its points, as good as anywhere.</summary>
    private static readonly Coordinate[] Places =
        [.. from x in Enumerable.Range(0, Side) from y in Enumerable.Range(0, Side) from off in new[] { (0.3719, 0.6127), (0.8133, 0.2291) } select new Coordinate(x + off.Item1, y + off.Item2)];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Polygons_hold_what_their_rings_wound_around_and_nothing_else(int holes)
    {
        var random = new Random(20261123 + holes);
        var (divider, check, divided) = (new RingDivider(), new PolygonCheck(), 0);
        for (var n = 0; n < Cases; n++)
        {
            GridPoint[][] rings = [RandomRing(random), .. Enumerable.Range(0, holes).Select(_ => RandomHole(random))];
            var geometry = Of(rings);
            if (rings.Any(ring => ring.Length == 0) || check.Look(geometry) != PolygonState.Doubtful || !divider.TryDivide(geometry, check.Meetings))
            {
                continue;
            }

            divided++;
            var shape = ToPolygons(geometry);
            Assert.True(shape.IsValid, $"{Text(rings)} became {shape}");
            foreach (var place in Places)
            {
                Assert.True(WindingOf(rings, place) == (shape.Contains(Factory.CreatePoint(place)) ? 1 : 0), $"{Text(rings)} became {shape}: {place}");
            }
        }

        Assert.True(divided > 200, $"{divided} of {Cases} were divided");
    }

    [Fact]
    public void Hole_that_runs_along_its_shell_becomes_a_bay() =>
        Assert.Equal(
            (1, 0, 100 - 8),
            Divided([new(0, 0), new(10, 0), new(10, 10), new(0, 10)], [new(0, 2), new(2, 2), new(2, 6), new(0, 6)]) is [Polygon polygon] ? (1, polygon.NumInteriorRings, polygon.Area) : default);

    [Fact]
    public void Hole_apart_stays_in_the_polygon_around_it()
    {
        var divided = Divided([new(0, 0), new(10, 0), new(5, 5), new(10, 10), new(0, 10), new(5, 5)], [new(4, 1), new(6, 1), new(6, 3), new(4, 3)]);
        Assert.Equal((2, 1), (divided.Length, divided.Sum(polygon => polygon.NumInteriorRings)));
    }

    [Fact]
    public void Ring_that_pinches_becomes_two_polygons() =>
        Assert.Equal(2, Divided([new(0, 0), new(4, 4), new(8, 0), new(8, 8), new(4, 4), new(0, 8)]).Length);

    [Fact]
    public void Bay_that_closes_at_a_corner_becomes_a_hole()
    {
        var divided = Divided([new(0, 0), new(4, 0), new(2, 2), new(2, 6), new(6, 6), new(4, 0), new(8, 0), new(8, 8), new(0, 8)]);
        Assert.Equal(1, Assert.Single(divided).NumInteriorRings);
    }

    [Fact]
    public void Bridge_along_the_edge_of_a_tile_is_gone()
    {
        var divided = Divided([new(0, 0), new(2, 0), new(2, 9), new(6, 9), new(6, 0), new(8, 0), new(8, 9), new(0, 9)]);
        Assert.Equal((2, 36), (divided.Length, divided.Sum(polygon => polygon.Area)));
    }

    [Fact]
    public void Ring_that_only_goes_there_and_back_is_gone() => Assert.Empty(Divided([new(0, 0), new(4, 2), new(8, 0), new(4, 2), new(4, 8), new(4, 2)]));

    [Fact]
    public void Leaves_a_ring_that_crosses_itself()
    {
        var geometry = Of([[new(0, 0), new(8, 8), new(8, 0), new(0, 7)]]);
        var check = new PolygonCheck();
        Assert.Equal(PolygonState.Doubtful, check.Look(geometry));
        Assert.False(new RingDivider().TryDivide(geometry, check.Meetings));
        Assert.Equal(4, geometry.PointCount);
    }

    private static Polygon[] Divided(GridPoint[] shell, GridPoint[]? hole = null)
    {
        var geometry = Of(hole is null ? [shell] : [shell, hole]);
        var check = new PolygonCheck();
        Assert.Equal(PolygonState.Doubtful, check.Look(geometry));
        Assert.True(new RingDivider().TryDivide(geometry, check.Meetings));
        var divided = ToPolygons(geometry);
        Assert.True(divided.IsValid);
        return [.. divided.Geometries.Cast<Polygon>()];
    }

    /// <summary>A shell and its holes.</summary>
    private static TileGeometry Of(GridPoint[][] rings)
    {
        var geometry = new TileGeometry();
        foreach (var ring in rings)
        {
            geometry.Add(ring, 0, isHole: ring != rings[0]);
        }

        return geometry;
    }

    /// <summary>On a grid so small that most rings meet themselves; half of them go along it, as borders of fields and cuts at a tile's edge do.</summary>
    private static GridPoint[] RandomRing(Random random)
    {
        var isSquare = random.Next(2) == 0;
        var ring = new List<GridPoint> { new(random.Next(Side), random.Next(Side)) };
        for (var corners = random.Next(4, 14); corners > 0; corners--)
        {
            var last = ring[^1];
            ring.Add((isSquare, corners % 2) switch
            {
                (false, _) => new GridPoint(random.Next(Side), random.Next(Side)),
                (true, 0) => last with { X = random.Next(Side) },
                _ => last with { Y = random.Next(Side) },
            });
        }

        if (isSquare)
        {
            ring.Add(ring[0] with { X = ring[^1].X });
        }

        var points = ring.ToArray();
        return points[..RingCleaner.Ring(points)];
    }

    private static GridPoint[] RandomHole(Random random)
    {
        var (west, north) = (random.Next(Side - 1), random.Next(Side - 1));
        var (east, south) = (random.Next(west + 1, Side), random.Next(north + 1, Side));
        return [new(west, north), new(east, north), new(east, south), .. random.Next(2) == 0 ? [] : (GridPoint[])[new(west, south)]];
    }

    private static MultiPolygon ToPolygons(TileGeometry geometry)
    {
        var polygons = new List<Polygon>();
        var parts = geometry.Parts;
        for (var at = 0; at < parts.Length;)
        {
            var shell = ToRing(geometry.PointsOf(parts[at++]));
            var holes = new List<LinearRing>();
            while (at < parts.Length && parts[at].IsHole)
            {
                holes.Add(ToRing(geometry.PointsOf(parts[at++])));
            }

            polygons.Add(Factory.CreatePolygon(shell, [.. holes]));
        }

        return Factory.CreateMultiPolygon([.. polygons]);
    }

    private static LinearRing ToRing(ReadOnlySpan<GridPoint> points)
    {
        var ring = new List<Coordinate>();
        foreach (var point in points)
        {
            ring.Add(new Coordinate(point.X, point.Y));
        }

        return Factory.CreateLinearRing([.. ring, ring[0]]);
    }

    /// <summary>How often the shell goes around the place, less how often the holes do; each as if it were drawn clockwise.</summary>
    private static int WindingOf(GridPoint[][] rings, Coordinate place) =>
        rings.Select((ring, n) => Math.Sign(TwiceTheArea(ring)) * WindingOf(ring, place) * (n == 0 ? 1 : -1)).Sum();

    private static int TwiceTheArea(GridPoint[] ring) => Enumerable.Range(2, ring.Length - 2).Sum(n => GridPoint.Cross(ring[0], ring[n - 1], ring[n]));

    /// <summary>How often the ring goes around the place.</summary>
    private static int WindingOf(GridPoint[] ring, Coordinate place)
    {
        var winding = 0;
        for (var n = 0; n < ring.Length; n++)
        {
            var (a, b) = (ring[n], ring[(n + 1) % ring.Length]);
            var side = ((b.X - a.X) * (place.Y - a.Y)) - ((b.Y - a.Y) * (place.X - a.X));
            winding += (a.Y <= place.Y, b.Y <= place.Y, side > 0) switch
            {
                (true, false, true) => 1,
                (false, true, false) => -1,
                _ => 0,
            };
        }

        return winding;
    }

    private static string Text(GridPoint[][] rings) => string.Join(" | ", rings.Select(ring => string.Join(' ', ring.Select(point => $"{point.X},{point.Y}"))));
}
