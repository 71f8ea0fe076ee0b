using Gis.BaseMap.Geo;
using Gis.Tiles.Import;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Layers;

/// <summary>The tree by which Hebei is governed, which is not quite the tree of its codes.</summary>
internal static class AreaTree
{
    public const string XionganCode = "133100";

    private static readonly string[] XionganCounties = ["130629", "130632", "130638"];
    private static readonly string[] GovernedByProvince = ["130181", "130682"];

    public static string ParentOf(string countyCode) =>
        XionganCounties.Contains(countyCode) ? XionganCode
        : GovernedByProvince.Contains(countyCode) ? Provinces.OwnCode
        : countyCode[..4] + "00";

    public static IReadOnlyList<AreaNode> Nodes(ProvinceShape province, IReadOnlyList<AreaShape> prefectures, IReadOnlyList<AreaShape> counties)
    {
        var xiongan = counties.Where(county => XionganCounties.Contains(county.Code)).Select(county => county.Shape);
        return
        [
            Node(province.Code, null, "province", province.NameZh, province.NameEn, province.Shape),
            .. prefectures.Select(area => Node(area.Code, province.Code, "prefecture", area.NameZh, area.NameEn, area.Shape)),
            Node(XionganCode, province.Code, "zone", "雄安新区", "Xiong'an New Area", Shapes.Union(xiongan)),
            .. counties.Select(area => Node(area.Code, ParentOf(area.Code), "county", area.NameZh, area.NameEn, area.Shape)),
        ];
    }

    private static AreaNode Node(string code, string? parent, string level, string nameZh, string nameEn, Geometry shape)
    {
        // The centroid of a bent or scattered area may lie outside it; then a point well inside serves better.
        var centre = shape.Centroid is { } centroid && shape.Covers(centroid) ? centroid : shape.InteriorPoint;
        return new AreaNode(code, parent, level, nameZh, nameEn, Math.Round(centre.X, 5), Math.Round(centre.Y, 5));
    }
}
