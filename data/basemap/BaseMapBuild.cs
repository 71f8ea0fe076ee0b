using System.Text.Json;
using Gis.BaseMap.Geo;
using Gis.BaseMap.Layers;
using Gis.BaseMap.Output;
using Gis.BaseMap.Rivers;
using Gis.BaseMap.Roads;
using Gis.BaseMap.Sources;
using Gis.Tiles.Import;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap;

/// <summary>Builds every layer of the base map from the fetched sources; the same sources give the same map.</summary>
internal sealed class BaseMapBuild(RawInputs inputs, Action<string> progress)
{
    private const double LandToleranceDeg = 0.002;

    private static readonly string[] Metropolitan = [Provinces.OwnCode, "110000", "120000"];

    public void Run(BaseMapFolder output)
    {
        var codes = inputs.Codes();
        var names = inputs.Names(GeoBox.Hebei);
        var seats = Seats.Read(inputs.Table("seats.csv"), codes, names);

        var provinces = Provinces.Read(inputs.ProvinceOutlines());
        var hebei = provinces.Single(province => province.Code == Provinces.OwnCode);
        Say("provinces", provinces.Count);

        var prefectures = Prefectures.Fit(Prefectures.Convert(inputs.PrefectureRegions()), hebei.Shape, seats);
        Say("prefectures", prefectures.Count);
        var counties = Counties.Generate(prefectures, seats);
        Say("counties", counties.Count);

        var region = Shapes.Areal(Shapes.Factory.BuildGeometry(
            provinces.Where(province => Metropolitan.Contains(province.Code)).Select(province => Simple(province.Shape))).Union());
        var reaches = RiverBuild.Reaches(
            [.. inputs.RiverLines().Select(segment => segment.Points.ToArray())],
            RiverCourse.Read(inputs.Table("rivers.csv")),
            RiverGap.Read(inputs.Table("river-gaps.csv")),
            region);
        Say("river reaches", reaches.Count);

        var coast = Coast.Layer(inputs.LandPolygons(GeoBox.Hebei), GeoBox.Hebei);
        Say("coast lines", coast.Features.Count);
        var lakes = Lakes.Layer(inputs.LakePolygons(GeoBox.Hebei), NamedPoint.Read(inputs.Table("lakes.csv")), Baiyang());
        Say("lakes", lakes.Features.Count);

        var places = Places.Choose(seats, names, codes, inputs.Pinyin());
        Say("places", places.Count);
        var land = Shapes.Areal(Shapes.Factory.BuildGeometry(provinces.Select(province => Simple(province.Shape))).Union());
        var roads = RoadNoding.Graph(new RoadLinks(places, land).Choose());
        Say("road edges", roads.Edges.Count);
        var railways = new Railways(places, land).Layer();
        Say("railway lines", railways.Features.Count);

        output.Write(
            [
                Provinces.Layer(provinces, inputs.Edition("gmt-dcw")), Prefectures.Layer(prefectures), Counties.Layer(counties),
                RiverBuild.Layer(reaches, inputs.Edition("gmt-gshhg-full")), lakes, Lakes.Names(lakes), coast, RoadLayer.Of(roads), railways, Places.Layer(places),
            ],
            AreaTree.Nodes(hebei, prefectures, counties),
            roads.Nodes);
    }

    private static Geometry Simple(Geometry shape) => Shapes.Areal(NetTopologySuite.Simplify.DouglasPeuckerSimplifier.Simplify(shape, LandToleranceDeg));

    private Geometry Baiyang()
    {
        using var feature = JsonDocument.Parse(inputs.TableText("baiyangdian.geojson"));
        return GeoJsonReader.Geometry(feature.RootElement.GetProperty("geometry"));
    }

    private void Say(string what, int count) => progress($"{count} {what}");
}
