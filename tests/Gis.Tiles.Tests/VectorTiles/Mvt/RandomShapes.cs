using NetTopologySuite.Geometries;

namespace Gis.Tiles.Tests.VectorTiles.Mvt;

/// <summary>Seeded shapes in EPSG:3857 around one place, from smaller than a tile's grid to larger than a tile.</summary>
internal sealed class RandomShapes(int seed, double centreX, double centreY, double reachM)
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 3857);
    private readonly Random _random = new(seed);

    /// <summary>Valid polygons, some with holes, some of several parts.</summary>
    public Geometry Polygon() => _random.Next(4) == 0
        ? Factory.CreateMultiPolygon([.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Star(Place(), Size(), mayHaveHoles: true)).Where((p, n) => n == 0 || p.Area > 0)])
        : Star(Place(), Size(), mayHaveHoles: true);

    public Geometry Sliver()
    {
        var (from, to) = (Place(), Place());
        var width = reachM * Math.Pow(10, -5 + (3 * _random.NextDouble()));
        return Factory.CreatePolygon([from, to, new Coordinate(to.X + width, to.Y - width), new Coordinate(from.X + width, from.Y - width), from.Copy()]);
    }

    /// <summary>Rings that cross and touch themselves.</summary>
    public Geometry Tangle()
    {
        var (centre, size) = (Place(), Size());
        var points = Enumerable.Range(0, _random.Next(4, 12)).Select(_ => Near(centre, size)).ToList();
        return Factory.CreatePolygon([.. points, points[0].Copy()]);
    }

    public Geometry Line()
    {
        var lines = Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Walk()).ToArray();
        return lines.Length == 1 ? lines[0] : Factory.CreateMultiLineString(lines);
    }

    public Geometry Point() => _random.Next(3) == 0
        ? Factory.CreateMultiPointFromCoords([.. Enumerable.Range(0, _random.Next(1, 6)).Select(_ => Place())])
        : Factory.CreatePoint(Place());

    private LineString Walk()
    {
        var (at, size) = (Place(), Size());
        var points = new List<Coordinate> { at };
        for (var n = _random.Next(1, 40); n > 0; n--)
        {
            points.Add(at = Near(at, size));
        }

        return Factory.CreateLineString([.. points]);
    }

    private Polygon Star(Coordinate centre, double size, bool mayHaveHoles)
    {
        var corners = _random.Next(3, 60);
        var turn = _random.NextDouble();
        var shell = Ring(centre, size / 2, size, corners, turn);
        var holes = mayHaveHoles && corners > 8 && _random.Next(3) == 0 ? new[] { Ring(centre, size / 10, size / 5, _random.Next(3, 12), turn) } : [];
        return Factory.CreatePolygon(shell, holes);
    }

    private LinearRing Ring(Coordinate centre, double least, double most, int corners, double turn)
    {
        var points = Enumerable.Range(0, corners).Select(n =>
        {
            var angle = 2 * Math.PI * (n + turn) / corners;
            var radius = least + ((most - least) * _random.NextDouble());
            return new Coordinate(centre.X + (radius * Math.Cos(angle)), centre.Y + (radius * Math.Sin(angle)));
        }).ToList();
        return Factory.CreateLinearRing([.. points, points[0].Copy()]);
    }

    /// <summary>As many small ones as large ones.</summary>
    private double Size() => reachM * Math.Pow(10, -4 + (4.2 * _random.NextDouble()));

    private Coordinate Place() => Near(new Coordinate(centreX, centreY), reachM);

    private Coordinate Near(Coordinate place, double reach) =>
        new(place.X + (reach * ((2 * _random.NextDouble()) - 1)), place.Y + (reach * ((2 * _random.NextDouble()) - 1)));
}
