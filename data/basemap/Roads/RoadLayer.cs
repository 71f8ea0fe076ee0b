using System.Globalization;
using System.Text.Json.Nodes;
using Gis.BaseMap.Geo;
using Gis.BaseMap.Output;
using Gis.Tiles.Import;

namespace Gis.BaseMap.Roads;

/// <summary>The generated roads as a layer that owns up to being generated.</summary>
internal static class RoadLayer
{
    public static Layer Of(RoadGraph graph) => new(
        new LayerEntry(
            "roads", "道路(模拟示意)", "Roads (generated)", "line", "CC-BY-4.0", "GeoNames (CC BY 4.0)",
            "Generated between real places (Gabriel graph by class of place); courses and classes are made up", "generated 1",
            Approximate: true, MinZoom: 6, PublishedToAll: true, Owner: "demo"),
        [.. graph.Edges.Select(Feature)]);

    private static Feature Feature(RoadEdge edge) => new(
        edge.Id.ToString(CultureInfo.InvariantCulture),
        Shapes.Factory.CreateLineString(edge.Line),
        new JsonObject
        {
            ["class"] = edge.Class.Word(),
            ["speed_kmh"] = edge.Class.SpeedKmh(),
            ["length_m"] = Math.Round(edge.LengthM, 1),
            ["from_node"] = edge.FromNode,
            ["to_node"] = edge.ToNode,
            ["min_zoom"] = edge.Class.MinZoom(),
        });
}
