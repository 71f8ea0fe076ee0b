using System.Globalization;
using System.Text.Json.Nodes;
using Gis.BaseMap.Geo;
using Gis.BaseMap.Output;
using Gis.BaseMap.Sources;
using Gis.Tiles.Import;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Layers;

/// <summary>Lakes and reservoirs; the well-known ones get their names by position, and Baiyang Lake, of which the source has fragments, its whole outline.</summary>
internal static class Lakes
{
    private const double SmallestKm2 = 0.3;
    private const string DrawnByHand = "白洋淀";

    public static Layer Layer(IReadOnlyList<IReadOnlyList<Coordinate[]>> polygons, IReadOnlyList<NamedPoint> names, Geometry baiyang)
    {
        var lakes = polygons
            .Select(rings => Shapes.Areal(Shapes.Factory.CreatePolygon(
                Shapes.Ring(rings[0]), [.. rings.Skip(1).Select(ring => Shapes.Ring(ring)).OfType<LinearRing>()])))
            .Where(lake => Earth.AreaKm2(lake) >= SmallestKm2)
            .ToLookup(lake => NameOf(lake, names));
        var named = lakes
            .Where(group => group.Key is not null)
            .Select(group => (Name: group.Key, Shape: group.Key!.NameZh == DrawnByHand ? Merge(group.Append(baiyang)) : Merge(group)));
        var unnamed = lakes[null].Select(lake => (Name: (NamedPoint?)null, Shape: lake));
        return new Layer(
            new LayerEntry(
                "lakes", "湖泊水库", "Lakes and reservoirs", "polygon", "ODbL-1.0", "© OpenStreetMap contributors",
                "npm @geo-maps/earth-lakes-10m 0.6.0 (OpenStreetMap, 2017); names by position; Baiyang Lake drawn by hand", "0.6.0 (2017)",
                Approximate: false, MinZoom: 5, PublishedToAll: true, Owner: "demo"),
            [.. named.Concat(unnamed).OrderByDescending(lake => Earth.AreaKm2(lake.Shape)).Select(Feature)]);
    }

    /// <summary>A point a named lake, within its largest part: a tile holds a piece of a lake, and a name on each piece would be too many.</summary>
    public static Layer Names(Layer lakes) => new(
        lakes.Info with { Id = "lake_names", TitleZh = "湖泊水库名称", TitleEn = "Names of lakes and reservoirs", GeometryKind = "point" },
        [.. lakes.Features.Where(lake => lake.Properties["name_zh"] is not null).Select(lake => new Feature(
            lake.Id,
            Within(lake.Geometry),
            new JsonObject
            {
                ["name_zh"] = (string?)lake.Properties["name_zh"],
                ["name_en"] = (string?)lake.Properties["name_en"],
                ["min_zoom"] = (int?)lake.Properties["min_zoom"],
            }))]);

    private static Point Within(Geometry lake)
    {
        var largest = Enumerable.Range(0, lake.NumGeometries).Select(lake.GetGeometryN).MaxBy(part => part.Area)!;
        return Shapes.Factory.CreatePoint(largest.InteriorPoint.Coordinate);
    }

    private static Feature Feature((NamedPoint? Name, Geometry Shape) lake, int index) => new(
        (index + 1).ToString(CultureInfo.InvariantCulture),
        Shapes.Multi(Shapes.OnGrid(lake.Shape)),
        new JsonObject
        {
            ["name_zh"] = lake.Name?.NameZh,
            ["name_en"] = lake.Name?.NameEn,
            ["area_km2"] = Math.Round(Earth.AreaKm2(lake.Shape), 2),
            ["approximate"] = lake.Name?.NameZh == DrawnByHand,
            ["min_zoom"] = Earth.AreaKm2(lake.Shape) switch { > 25 => 5, > 5 => 7, > 1 => 9, _ => 10 },
        });

    private static Geometry Merge(IEnumerable<Geometry> parts) => Shapes.Areal(Shapes.Factory.BuildGeometry(parts).Union());

    private static NamedPoint? NameOf(Geometry lake, IEnumerable<NamedPoint> names) =>
        names.Select(name => (Name: name, DistanceM: DistanceM(lake, name.At))).Where(pair => pair.DistanceM <= pair.Name.RadiusM)
            .OrderBy(pair => pair.DistanceM).Select(pair => pair.Name).FirstOrDefault();

    private static double DistanceM(Geometry lake, Coordinate at) =>
        Earth.MetresBetween(NetTopologySuite.Operation.Distance.DistanceOp.NearestPoints(lake, Shapes.Factory.CreatePoint(at))[0], at);
}
