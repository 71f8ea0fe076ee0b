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

    [Fact]
    public void Polygons_hold_what_the_ring_wound_around_and_nothing_else()
    {
        var random = new Random(20261123);
        var (divider, check, divided) = (new RingDivider(), new PolygonCheck(), 0);
        for (var n = 0; n < Cases; n++)
        {
            var ring = RandomRing(random);
            var points = ring.AsSpan(0, RingCleaner.Ring(ring)).ToArray();
            var geometry = Of(points);
            if (points.Length == 0 || check.Look(geometry) != PolygonState.Doubtful || !divider.TryDivide(geometry, check.Meetings))
            {
                continue;
            }

            divided++;
            var shape = ToPolygons(geometry);
            Assert.True(shape.IsValid, $"{Text(points)} became {shape}");
            foreach (var place in Places)
            {
                Assert.True(Math.Abs(WindingOf(points, place)) == (shape.Contains(Factory.CreatePoint(place)) ? 1 : 0), $"{Text(points)} became {shape}: {place}");
            }
        }

        Assert.True(divided > 500, $"{divided} of {Cases} were divided");
    }

    [Fact]
    public void Ring_that_pinches_becomes_two_polygons() =>
        Assert.Equal(2, Divided([new(0, 0), new(4, 4), new(8, 0), new(8, 8), new(4, 4), new(0, 8)]).NumGeometries);

    [Fact]
    public void Bay_that_closes_at_a_corner_becomes_a_hole()
    {
        var divided = Divided([new(0, 0), new(4, 0), new(2, 2), new(2, 6), new(6, 6), new(4, 0), new(8, 0), new(8, 8), new(0, 8)]);
        Assert.Equal(1, Assert.IsType<Polygon>(divided.GetGeometryN(0)).NumInteriorRings);
    }

    [Fact]
    public void Bridge_along_the_edge_of_a_tile_is_gone()
    {
        var divided = Divided([new(0, 0), new(2, 0), new(2, 9), new(6, 9), new(6, 0), new(8, 0), new(8, 9), new(0, 9)]);
        Assert.Equal((2, 36), (divided.NumGeometries, divided.Area));
    }

    [Fact]
    public void Ring_that_only_goes_there_and_back_is_gone() => Assert.True(Divided([new(0, 0), new(4, 2), new(8, 0), new(4, 2), new(4, 8), new(4, 2)]).IsEmpty);

    [Fact]
    public void Leaves_a_ring_that_crosses_itself()
    {
        var geometry = Of([new(0, 0), new(8, 8), new(8, 0), new(0, 7)]);
        var check = new PolygonCheck();
        Assert.Equal(PolygonState.Doubtful, check.Look(geometry));
        Assert.False(new RingDivider().TryDivide(geometry, check.Meetings));
        Assert.Equal(4, geometry.PointCount);
    }

    private static MultiPolygon Divided(GridPoint[] ring)
    {
        var geometry = Of(ring);
        var check = new PolygonCheck();
        Assert.Equal(PolygonState.Doubtful, check.Look(geometry));
        Assert.True(new RingDivider().TryDivide(geometry, check.Meetings));
        var divided = ToPolygons(geometry);
        Assert.True(divided.IsValid);
        return divided;
    }

    private static TileGeometry Of(ReadOnlySpan<GridPoint> ring)
    {
        var geometry = new TileGeometry();
        geometry.Add(ring, 0, isHole: false);
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

        return [.. ring];
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

    private static string Text(ReadOnlySpan<GridPoint> ring) => string.Join(' ', ring.ToArray().Select(point => $"{point.X},{point.Y}"));
}
