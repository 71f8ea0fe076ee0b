using Gis.BaseMap.Geo;
using Gis.BaseMap.Layers;
using Gis.BaseMap.Sources;
using Gis.Tiles.Import;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Distance;
using Xunit;

namespace Gis.Tiles.Tests.BaseMap;

public sealed class PrefectureOutline_Tests
{
    // Only there can the two outlines be compared: along the sea one is older than the land.
    private const double LandBorderDeg = 0.03;

    [RawDataFact]
    public void Converted_prefectures_fit_the_province_and_unconverted_ones_fit_worse()
    {
        var inputs = new RawInputs(RawDataFactAttribute.Folder!, RawInputs.ShippedTables);
        var provinces = Provinces.Read(inputs.ProvinceOutlines());
        var regions = inputs.PrefectureRegions();

        var convertedM = MedianDistanceM(regions.Select(region => Prefectures.Shape(region, Gcj02.ToWgs84)), provinces);
        var shiftedM = MedianDistanceM(regions.Select(region => Prefectures.Shape(region, at => at)), provinces);

        Assert.Equal(11, regions.Count);
        Assert.InRange(convertedM, 100, 350);
        Assert.InRange(shiftedM, 450, 700);
    }

    [RawDataFact]
    public void Every_prefecture_is_valid_after_conversion()
    {
        var shapes = Prefectures.Convert(new RawInputs(RawDataFactAttribute.Folder!, RawInputs.ShippedTables).PrefectureRegions());

        Assert.All(shapes.Values, shape => Assert.True(shape.IsValid));
    }

    private static double MedianDistanceM(IEnumerable<Geometry> prefectures, IReadOnlyList<ProvinceShape> provinces)
    {
        var outline = Shapes.Factory.BuildGeometry(prefectures).Union().Boundary;
        var hebei = new IndexedFacetDistance(provinces.Single(province => province.Code == Provinces.OwnCode).Shape.Boundary);
        var neighbours = new IndexedFacetDistance(
            Shapes.Factory.BuildGeometry(provinces.Where(province => province.Code != Provinces.OwnCode).Select(province => province.Shape.Boundary)));
        var distancesM = outline.Coordinates
            .Select(at => Shapes.Factory.CreatePoint(at))
            .Where(point => neighbours.Distance(point) < LandBorderDeg)
            .Select(point => Earth.MetresBetween(hebei.NearestPoints(point)[0], point.Coordinate))
            .Order()
            .ToList();
        return distancesM[distancesM.Count / 2];
    }
}
