using System.Text.Json.Nodes;
using Gis.BaseMap.Geo;
using Gis.BaseMap.Layers;
using Gis.BaseMap.Output;
using Gis.BaseMap.Rivers;
using Gis.BaseMap.Roads;
using Gis.Tiles.Import;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Tests.BaseMap;

/// <summary>A base map of a few features, as a build would have written it.</summary>
internal sealed class SmallBaseMap : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gis-small-").FullName;

    public SmallBaseMap()
    {
        var roads = RoadNoding.Graph(
        [
            new RoadLink(0, 1, RoadClass.Primary, [new Coordinate(114, 38.5), new Coordinate(115, 38.5)]),
            new RoadLink(2, 3, RoadClass.Motorway, [new Coordinate(114.5, 38), new Coordinate(114.5, 39)]),
        ]);
        RiverReach[] reaches =
        [
            new(1, "滹沱河", "Hutuo River", "river", 1, 2, 90_000, [new Coordinate(114, 38), new Coordinate(115, 38)]),
            new(2, null, null, "river", 2, 3, 90_000, [new Coordinate(115, 38), new Coordinate(116, 38)]),
        ];
        Output.Write(
            [Provinces("provinces", 114), RoadLayer.Of(roads), RiverBuild.Layer(reaches, "1")],
            [new AreaNode("130000", null, "province", "河北省", "Hebei", 115.5, 39.1)],
            roads.Nodes);
    }

    public BaseMapFolder Output => new(_folder);

    public string File(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Layer Provinces(string id, double west) => new(
        new LayerEntry(id, "省界(示意)", "Provinces (indicative)", "polygon", "LGPL", "DCW-GMT", "DCW", "1", true, 0, true, "demo"),
        [
            new Feature("130000", Shapes.Factory.ToGeometry(new Envelope(west, west + 2, 38, 40)), new JsonObject
            {
                ["code"] = "130000", ["name_zh"] = "河北省", ["name_en"] = "Hebei", ["area_code"] = "130000", ["kind"] = "own",
            }),
        ]);
}
