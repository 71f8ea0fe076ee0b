using System.Globalization;
using System.Text.Json.Nodes;
using Gis.BaseMap.Geo;
using Gis.BaseMap.Output;
using Gis.Tiles.Import;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace Gis.BaseMap.Rivers;

/// <summary>From loose, nameless river lines to named reaches that know which way they flow.</summary>
internal static class RiverBuild
{
    // GSHHG's lines are good to about a kilometre and meet within half of that.
    private const double SnapM = 500;
    private const double MarkM = 6_000;
    private const double RimDeg = 0.4;

    public static IReadOnlyList<RiverReach> Reaches(
        IReadOnlyList<Coordinate[]> lines, IReadOnlyList<RiverCourse> courses, IReadOnlyList<RiverGap> gaps, Geometry region)
    {
        var cut = RiverLines.Cut(lines, gaps, courses.SelectMany(course => course.Downstream), SnapM, MarkM);
        var network = new RiverNetwork(cut, SnapM);
        RiverFlow.Orient(network, courses, MarkM);
        var near = PreparedGeometryFactory.Prepare(region.Buffer(RimDeg));
        return RiverReaches.Of(network, piece => piece.Course is not null || near.Intersects(Shapes.Factory.CreateLineString(piece.Line)));
    }

    public static Layer Layer(IReadOnlyList<RiverReach> reaches, string edition) => new(
        new LayerEntry(
            "rivers", "河流", "Rivers", "line", "LGPL-3.0-or-later", "GSHHG",
            "GSHHG rivers (WDB II, errors up to about 1 km); names and direction of flow by the project", edition,
            Approximate: true, MinZoom: 4, PublishedToAll: true, Owner: "demo"),
        [.. reaches.Select(Feature)]);

    private static Feature Feature(RiverReach reach) => new(
        reach.Id.ToString(CultureInfo.InvariantCulture),
        Shapes.Factory.CreateLineString(reach.Line),
        new JsonObject
        {
            ["name_zh"] = reach.NameZh,
            ["name_en"] = reach.NameEn,
            ["kind"] = reach.Kind,
            ["from_node"] = reach.FromNode,
            ["to_node"] = reach.ToNode,
            ["length_m"] = Math.Round(reach.LengthM, 1),
            ["min_zoom"] = reach.NameZh is null ? 7 : 4,
        });
}
