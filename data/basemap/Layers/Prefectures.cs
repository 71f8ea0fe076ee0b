using System.Text.Json.Nodes;
using Gis.BaseMap.Geo;
using Gis.BaseMap.Output;
using Gis.BaseMap.Sources;
using Gis.Tiles.Import;
using NetTopologySuite.Geometries;
using NetTopologySuite.Simplify;

namespace Gis.BaseMap.Layers;

/// <summary>The eleven prefectures: drawn in GCJ-02 by ECharts, brought back to WGS 84, made valid, then fitted to the province.</summary>
internal static class Prefectures
{
    // How far a prefecture may grow to reach the province's own outline, in rising steps, so that a strip goes to a prefecture beside it.
    private static readonly double[] ReachDeg = [0, 0.005, 0.03, 0.3];

    /// <summary>Shapes by code, as drawn by the source but in WGS 84.</summary>
    public static IReadOnlyDictionary<string, Geometry> Convert(IEnumerable<EChartsRegion> regions) =>
        regions.ToDictionary(region => region.Code, region => Shape(region, Gcj02.ToWgs84), StringComparer.Ordinal);

    public static Geometry Shape(EChartsRegion region, Func<LonLat, LonLat> datum)
    {
        var polygons = region.Polygons.Select(rings => rings
            .Select(ring => Shapes.Ring([.. ring.Select(point => At(datum(new LonLat(point.X, point.Y))))]))
            .OfType<LinearRing>()
            .ToList());
        return Shapes.Areal(Shapes.Factory.CreateMultiPolygon(
            [.. polygons.Where(rings => rings.Count > 0).Select(rings => Shapes.Factory.CreatePolygon(rings[0], [.. rings.Skip(1)]))]));
    }

    /// <summary>Cuts the prefectures to the province and shares the strips between the two outlines among them, so that nothing is left over.</summary>
    public static IReadOnlyList<AreaShape> Fit(IReadOnlyDictionary<string, Geometry> shapes, Geometry province, IEnumerable<Seat> seats)
    {
        var areas = seats.Where(seat => seat.IsPrefecture).OrderBy(seat => seat.Code, StringComparer.Ordinal).ToList();
        var parts = areas.ConvertAll(_ => new List<Geometry>());
        var free = province;
        foreach (var reachDeg in ReachDeg)
        {
            for (var i = 0; i < areas.Count && !free.IsEmpty; i++)
            {
                var shape = shapes[areas[i].Code];
                var reach = reachDeg == 0 ? shape : DouglasPeuckerSimplifier.Simplify(shape, reachDeg / 10).Buffer(reachDeg, 2);
                var taken = Shapes.Polygons(free.Intersection(reach));
                if (!taken.IsEmpty)
                {
                    parts[i].Add(taken);
                    free = Shapes.Polygons(free.Difference(reach));
                }
            }
        }

        return [.. areas.Select((seat, i) => new AreaShape(
            seat.Code, seat.NameZh, seat.NameEn, seat.At, Shapes.Polygons(Shapes.Factory.BuildGeometry(parts[i]).Union())))];
    }

    public static Layer Layer(IReadOnlyList<AreaShape> prefectures) => new(
        new LayerEntry(
            "prefectures", "设区市界(示意)", "Prefectures (indicative)", "polygon", "Apache-2.0; LGPL-3.0-or-later", "Apache ECharts 4, DCW-GMT",
            "npm echarts 4.9.0 (GCJ-02 brought back to WGS 84), fitted to the province outline of gmt-dcw", "echarts 4.9.0",
            Approximate: true, MinZoom: 5, PublishedToAll: true, Owner: "demo"),
        [.. prefectures.Select(area => Feature(area, Provinces.OwnCode))]);

    public static Feature Feature(AreaShape area, string parentCode) => new(area.Code, Shapes.Multi(Shapes.OnGrid(area.Shape)), new JsonObject
    {
        ["code"] = area.Code,
        ["area_code"] = area.Code,
        ["parent_code"] = parentCode,
        ["name_zh"] = area.NameZh,
        ["name_en"] = area.NameEn,
    });

    private static Coordinate At(LonLat at) => new(at.Lon, at.Lat);
}
