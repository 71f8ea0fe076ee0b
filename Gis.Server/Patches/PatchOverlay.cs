using Gis.Server.Land;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace Gis.Server.Patches;

/// <summary>Lays one patch over features of the one map. All tolerances are those of the comparison's rules: 0.1 m to snap, slivers below 10 m² or thinner than 2 m.</summary>
internal sealed class PatchOverlay
{
    /// <summary>By how much images may be off, metres.</summary>
    public const double RegistrationM = 5;

    private const double SliverM2 = 10;
    private const double ThinM = 2;
    private const double RoadWidthM = 8;

    private static readonly PrecisionModel Snap = new(10);
    private static readonly (double X, double Y)[] Shifts = [.. Enumerable.Range(0, 8).Select(n => (RegistrationM * Math.Cos(n * double.Pi / 4), RegistrationM * Math.Sin(n * double.Pi / 4)))];

    private readonly LocalFrame _frame;
    private readonly Geometry _patch;
    private readonly IPreparedGeometry _prepared;
    private readonly double _flatM2;
    private readonly Dictionary<LandOverlap, Geometry> _features = new(ReferenceEqualityComparer.Instance);

    public PatchOverlay(Geometry lonLat)
    {
        var centre = lonLat.EnvelopeInternal.Centre;
        _frame = new LocalFrame(centre.X, centre.Y);
        _patch = Areal(_frame.ToMetres(lonLat));
        _prepared = PreparedGeometryFactory.Prepare(_patch);
        _flatM2 = _patch.Area;
        AreaM2 = EllipsoidArea.SquareMetres(lonLat);
    }

    public double AreaM2 { get; }

    /// <summary>What is left, 0 … 1, when all that is thinner than 2 m is taken away.</summary>
    public double OpenedShare => Opened(_patch, ThinM / 2) / _flatM2;

    public double WiderThanRoadM2 => Opened(_patch, RoadWidthM / 2);

    /// <summary>Null where the feature does not reach into the patch. The geometry is lon, lat, perhaps cut to somewhat around the patch.</summary>
    /// <param name="make">Makes the overlap of the areas (m², without slivers) and the share.</param>
    public LandOverlap? Lay(Geometry lonLat, Func<double, double, double, LandOverlap> make)
    {
        var feature = _frame.ToMetres(lonLat);
        if (!_prepared.Intersects(feature))
        {
            return null;
        }

        var isWhole = feature.EnvelopeInternal.Contains(_patch.EnvelopeInternal) && feature.Covers(_patch);
        var common = isWhole ? _patch : Overlay(feature, _patch, SpatialFunction.Intersection);
        if (common.IsEmpty)
        {
            return null;
        }

        var area = isWhole ? AreaM2 : EllipsoidArea.SquareMetres(_frame.ToDegrees(common));
        var compact = Polygons(common).Where(part => part.Area >= SliverM2 && (IsFat(part) || !part.Buffer(-ThinM / 2).IsEmpty)).Sum(part => part.Area) * AreaM2 / _flatM2;
        var overlap = make(area, Math.Min(1, area / AreaM2), compact);
        _features.Add(overlap, feature);
        return overlap;
    }

    /// <summary>Of overlaps that were laid here.</summary>
    public Cover Measure(IReadOnlyList<LandOverlap> overlaps) => overlaps.Count == 0 ? Cover.None : Measure(Union([.. overlaps.Select(one => _features[one])]));

    /// <summary>Of any other shape, lon lat.</summary>
    public Cover MeasureOf(Geometry lonLat) => Measure(_frame.ToMetres(lonLat));

    private Cover Measure(Geometry ground)
    {
        if (ground.Covers(_patch.Buffer(RegistrationM)))
        {
            return new Cover(1, 0, 1);
        }

        var rest = Overlay(_patch, ground, SpatialFunction.Difference);
        var share = 1 - Math.Min(1, rest.Area / _flatM2);
        var isClose = share >= TriageRules.LeastShare;
        return new Cover(share, Opened(rest, ThinM / 2), isClose ? Shifts.Min(by => SharedAfter(by, ground)) : 0);
    }

    private double SharedAfter((double X, double Y) by, Geometry ground)
    {
        var moved = AffineTransformation.TranslationInstance(by.X, by.Y).Transform(_patch);
        return Overlay(ground, moved, SpatialFunction.Intersection).Area / _flatM2;
    }

    private static Geometry Union(List<Geometry> shapes)
    {
        var whole = shapes[0];
        foreach (var shape in shapes.Skip(1))
        {
            whole = Overlay(whole, shape, SpatialFunction.Union);
        }

        return whole;
    }

    /// <summary>Every region's area is at most its inradius times its perimeter: what has more than a metre of area to each of perimeter is nowhere so thin altogether.</summary>
    private static bool IsFat(Geometry part) => part.Area > part.Length * ThinM / 2;

    /// <summary>m² that are left when all thinner than twice the radius is taken away.</summary>
    private static double Opened(Geometry shape, double radius)
    {
        var core = shape.Buffer(-radius);
        return core.IsEmpty ? 0 : core.Buffer(radius).Area;
    }

    private static Geometry Overlay(Geometry a, Geometry b, SpatialFunction what) => Areal(OverlayNG.Overlay(a, b, what, Snap));

    private static Geometry Areal(Geometry shape) => shape switch
    {
        Polygon or MultiPolygon => shape,
        _ => shape.Factory.CreateMultiPolygon([.. Polygons(shape)]),
    };

    private static IEnumerable<Polygon> Polygons(Geometry shape) => PolygonExtracter.GetPolygons(shape).Cast<Polygon>();
}
