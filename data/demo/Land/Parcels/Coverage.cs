using Gis.Demo.Land.Ground;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Polygonize;

namespace Gis.Demo.Land.Parcels;

/// <summary>
/// Makes one coverage of cells and of what lies above them: all their borders are noded on the grid of six decimals, and each face takes the class of what
/// lies highest in it. So neighbours share every corner, and there is neither gap nor overlap. Faces too small to be a parcel go to their neighbour.
/// </summary>
internal sealed class Coverage
{
    private const double SmallestM2 = 60;
    private const double SlimmestM = 1.6;

    private readonly LandGround _ground;
    private readonly List<Cover> _covers = [];
    private readonly STRtree<Cell> _cells = new();
    private readonly List<(IPreparedGeometry Shape, Cover Cover)> _prepared;

    private Coverage(LandGround ground, IReadOnlyList<Cell> cells)
    {
        _ground = ground;
        foreach (var cell in cells)
        {
            _cells.Insert(new Envelope(cell.Ring), cell);
        }

        _covers.AddRange(ground.Lakes.Select(lake => Cut(lake, LandClass.Lake, Tract.Water, 0)));
        _covers.AddRange(ground.Rivers.Select(river => Cut(river.Line.Buffer(river.WidthM / 2, 3), LandClass.River, Tract.Water, 0)));
        _covers.AddRange(ground.Roads.Select(road => Cut(road.Line.Buffer(road.WidthM / 2, 2), LandClass.Road, Tract.Way, Turn(road.Line))));
        _covers.RemoveAll(cover => cover.Metres.IsEmpty);
        // The road bridges the river, the river runs through the lake.
        _prepared = [.. Enumerable.Reverse(_covers).Select(cover => (PreparedGeometryFactory.Prepare(cover.Metres), cover))];
    }

    public static IReadOnlyList<Parcel> Of(LandGround ground, IReadOnlyList<Cell> cells) => new Coverage(ground, cells).Make(cells);

    private List<Parcel> Make(IReadOnlyList<Cell> cells)
    {
        var borders = cells.Select(cell => (Geometry)Shape.Polygon(cell.Ring).ExteriorRing)
            .Concat(_covers.Select(cover => cover.Metres.Boundary))
            .Append(_ground.Frame.Box.ExteriorRing)
            .Concat(_ground.Sea is { } sea ? [sea.Boundary] : [])
            .Select(_ground.Frame.ToLonLat);
        var noded = UnaryUnionNG.Union(Shape.Factory.BuildGeometry(borders), new PrecisionModel(1e6));
        var polygonizer = new Polygonizer();
        polygonizer.Add(noded);
        var window = _ground.Frame.ToLonLat(_ground.Frame.Box).EnvelopeInternal;
        var faces = polygonizer.GetPolygons().Cast<Polygon>()
            .Where(face => window.Contains(face.EnvelopeInternal) && !IsSea(face))
            .OrderBy(face => face.InteriorPoint.Y).ThenBy(face => face.InteriorPoint.X).ThenBy(face => face.Area)
            .ToList();
        var merged = SmallFaces.Merge(faces, face => IsTooSmall((Polygon)_ground.Frame.ToMetres(face)));
        return [.. merged.Select(Label).GroupBy(face => face.Whole).SelectMany(Joined).Select((face, i) => Measured(i + 1, face))];
    }

    /// <summary>The faces of one road, or of the streets of one block, are one parcel where they hang together.</summary>
    private static IEnumerable<Face> Joined(IGrouping<object, Face> whole) => whole.Count() == 1
        ? whole
        : PolygonExtracter.GetPolygons(CoverageUnion.Union(Shape.Factory.BuildGeometry(whole.Select(face => (Geometry)face.Shape))))
            .Select(part => whole.First() with { Shape = (Polygon)part });

    private Parcel Measured(int number, Face face) => new(
        number, face.Shape, (Polygon)_ground.Frame.ToMetres(face.Shape), face.Class, face.Tract, face.Block, face.TurnDeg, EllipsoidSurface.AreaM2(face.Shape));

    private Face Label(Polygon face)
    {
        var metres = (Polygon)_ground.Frame.ToMetres(face);
        var inside = metres.InteriorPoint;
        foreach (var (shape, cover) in _prepared)
        {
            if (shape.Contains(inside))
            {
                return new Face(face, cover.Class, cover.Tract, -1, cover.TurnDeg, cover);
            }
        }

        var at = inside.Coordinate;
        var cell = _cells.Query(new Envelope(at.X - 1, at.X + 1, at.Y - 1, at.Y + 1)).MaxBy(one => Depth(one, at))
            ?? throw new InvalidOperationException($"No cell covers {at} of {_ground.Window.Key}: the division left a gap.");
        // A piece of field that a road cut off is its green strip.
        var isStrip = cell.Tract is Tract.Fields or Tract.Orchards && metres.Area < 400;
        return new Face(
            face, isStrip ? LandClass.OtherWood : cell.Class, isStrip ? Tract.Woods : cell.Tract, cell.Block, cell.TurnDeg,
            cell is { Tract: Tract.Way, Block: >= 0 } ? (cell.Block, cell.Class) : face);
    }

    /// <param name="Whole">What it is a part of; the face itself where it is whole.</param>
    private sealed record Face(Polygon Shape, LandClass Class, Tract Tract, int Block, double TurnDeg, object Whole);

    /// <summary>How far inside a convex ring a point lies, metres; negative outside.</summary>
    private static double Depth(Cell cell, Coordinate at)
    {
        var depth = double.MaxValue;
        for (var i = 0; i < cell.Ring.Count; i++)
        {
            var (from, to) = (cell.Ring[i], cell.Ring[(i + 1) % cell.Ring.Count]);
            var length = from.Distance(to);
            if (length > 0)
            {
                depth = Math.Min(depth, (((to.X - from.X) * (at.Y - from.Y)) - ((to.Y - from.Y) * (at.X - from.X))) / length);
            }
        }

        return depth;
    }

    private bool IsSea(Polygon face) => _ground.Sea is { } sea && sea.Contains(_ground.Frame.ToMetres(face.InteriorPoint));

    private static bool IsTooSmall(Polygon metres) => metres.Area < SmallestM2 || metres.Area < SlimmestM * metres.Length / 2;

    private Cover Cut(Geometry shape, LandClass kind, Tract tract, double turnDeg) =>
        new(shape.Intersection(_ground.Frame.Box), kind, tract, turnDeg);

    private static double Turn(LineString line)
    {
        var near = line.Coordinates.OrderBy(at => (at.X * at.X) + (at.Y * at.Y)).Take(2).OrderBy(at => at.X).ToArray();
        return near.Length < 2 ? 0 : Math.Atan2(near[1].Y - near[0].Y, near[1].X - near[0].X) * 180 / Math.PI;
    }
}
