using System.Text.Json.Nodes;
using Gis.BaseMap.Geo;
using Gis.BaseMap.Output;
using Gis.BaseMap.Sources;
using Gis.Tiles.Import;
using NetTopologySuite.Geometries;
using NetTopologySuite.Simplify;

namespace Gis.BaseMap.Layers;

/// <summary>Hebei, and the provinces around it, from the outlines of the Digital Chart of the World.</summary>
internal static class Provinces
{
    public const string OwnCode = "130000";

    // Islets and the fine detail of far coasts are of no use on a map of Hebei, and would be most of the data.
    private const double SmallestNeighbourPartKm2 = 1;
    private const double FarToleranceDeg = 0.003;

    private static readonly (string Dcw, string Code, string NameZh, string NameEn)[] Names =
    [
        ("Hebei", OwnCode, "河北省", "Hebei"),
        ("Beijing", "110000", "北京市", "Beijing"),
        ("Tianjin", "120000", "天津市", "Tianjin"),
        ("Shanxi", "140000", "山西省", "Shanxi"),
        ("Nei Mongol", "150000", "内蒙古自治区", "Inner Mongolia"),
        ("Liaoning", "210000", "辽宁省", "Liaoning"),
        ("Shandong", "370000", "山东省", "Shandong"),
        ("Henan", "410000", "河南省", "Henan"),
    ];

    public static IReadOnlyList<ProvinceShape> Read(IEnumerable<GmtSegment> segments)
    {
        var outlines = segments.ToLookup(segment => segment.Header.Split(" (", 2)[0], StringComparer.Ordinal);
        return [.. Names.Select(name => new ProvinceShape(name.Code, name.NameZh, name.NameEn, Shape(name.Dcw, outlines[name.Dcw], name.Code == OwnCode)))];
    }

    public static Layer Layer(IReadOnlyList<ProvinceShape> provinces, string edition) => new(
        new LayerEntry(
            "provinces", "省界(示意)", "Provinces (indicative)", "polygon", "LGPL-3.0-or-later", "DCW-GMT",
            "Digital Chart of the World for GMT (gmt-dcw)", edition, Approximate: true, MinZoom: 0, PublishedToAll: true, Owner: "demo"),
        [.. provinces.Select(province => new Feature(province.Code, Shapes.Multi(Shapes.OnGrid(province.Shape)), new JsonObject
        {
            ["code"] = province.Code,
            ["name_zh"] = province.NameZh,
            ["name_en"] = province.NameEn,
            ["area_code"] = province.Code,
            ["kind"] = province.Code == OwnCode ? "own" : "neighbour",
        }))]);

    private static Geometry Shape(string name, IEnumerable<GmtSegment> segments, bool isOwn)
    {
        var parts = segments
            .Select(segment => Shapes.Ring(isOwn ? segment.Points : Coarse(segment.Points)))
            .OfType<LinearRing>()
            .Select(ring => Shapes.Areal(Shapes.Factory.CreatePolygon(ring)))
            .Where(part => isOwn || Earth.AreaKm2(part) >= SmallestNeighbourPartKm2)
            .ToList();
        return parts.Count > 0
            ? Shapes.Areal(Shapes.Factory.CreateMultiPolygon([.. parts.SelectMany(part => Shapes.Multi(part).Geometries).Cast<Polygon>()]))
            : throw new InvalidDataException($"provinces.txt holds no outline of {name}.");
    }

    /// <summary>Thins the ring outside the box; inside it every point stays, so that neighbours keep touching.</summary>
    private static List<Coordinate> Coarse(IReadOnlyList<Coordinate> ring)
    {
        var thinned = new List<Coordinate>(ring.Count);
        for (var start = 0; start < ring.Count;)
        {
            var isNear = GeoBox.Hebei.Contains(ring[start]);
            var end = start;
            while (end < ring.Count && GeoBox.Hebei.Contains(ring[end]) == isNear)
            {
                end++;
            }

            var run = ring.Skip(start).Take(end - start).ToArray();
            thinned.AddRange(isNear || run.Length < 3 ? run : DouglasPeuckerLineSimplifier.Simplify(run, FarToleranceDeg));
            start = end;
        }

        return thinned;
    }
}
