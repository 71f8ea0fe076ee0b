using Gis.Server.Changes.Rasters;
using NetTopologySuite.Geometries;
using NetTopologySuite.Simplify;

namespace Gis.Server.Changes.Outlines;

/// <summary>Makes a valid polygon, holes and all, of each component.</summary>
internal static class PatchOutlines
{
    /// <summary>Less than what lies between a stair's slope and the centres of its pixels: every centre keeps its side.</summary>
    private const double TolerancePixels = 0.3;

    private static readonly GeometryFactory Factory = new();

    /// <summary>Polygons in pixels, rows counted down, by label.</summary>
    public static IReadOnlyDictionary<int, Polygon> Of(Components parts, int width, int height, CancellationToken cancellationToken)
    {
        var rings = new Dictionary<int, List<IReadOnlyList<(int X, int Y)>>>();
        foreach (var (label, ring) in RingTracer.Trace(parts.Labels, width, height, cancellationToken))
        {
            if (!rings.TryGetValue(label, out var own))
            {
                rings[label] = own = [];
            }

            own.Add(ring);
        }

        var polygons = new Dictionary<int, Polygon>(rings.Count);
        foreach (var (label, own) in rings)
        {
            cancellationToken.ThrowIfCancellationRequested();
            polygons[label] = Polygon(own);
        }

        return polygons;
    }

    /// <summary>The polygon as the map has it.</summary>
    public static Polygon Placed(Polygon pixels, GeoTransform grid)
    {
        LinearRing Place(LineString ring) => Factory.CreateLinearRing(
            [.. ring.Coordinates.Select(at => grid.At(at.X, at.Y)).Select(at => new Coordinate(at.X, at.Y))]);
        return Factory.CreatePolygon(Place(pixels.ExteriorRing), [.. pixels.InteriorRings.Select(Place)]);
    }

    private static Polygon Polygon(List<IReadOnlyList<(int X, int Y)>> rings)
    {
        var shell = rings.Single(ring => RingTracer.TwiceArea(ring) > 0);
        var holes = rings.Where(ring => !ReferenceEquals(ring, shell)).Select(ring => StairCut.Cut(ring, Factory)).ToArray();
        var cut = Factory.CreatePolygon(StairCut.Cut(shell, Factory), holes);
        return TopologyPreservingSimplifier.Simplify(cut, TolerancePixels) is Polygon { IsEmpty: false, IsValid: true } simple ? simple : cut;
    }
}
