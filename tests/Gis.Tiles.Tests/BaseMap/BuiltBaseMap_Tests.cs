using Gis.BaseMap.Geo;
using Gis.BaseMap.Layers;
using Gis.BaseMap.Load;
using Gis.BaseMap.Sources;
using Gis.Testing;
using Gis.Tiles.Import;
using Xunit;

namespace Gis.Tiles.Tests.BaseMap;

public sealed class BuiltBaseMap_Tests(BuiltBaseMap map, StoreFixture store) : IClassFixture<BuiltBaseMap>, IClassFixture<StoreFixture>
{
    [RawDataFact]
    public void Catalogue_names_every_layer_with_licence_and_credit()
    {
        var layers = map.Output.Catalogue();

        Assert.Equal(["coast", "counties", "lake_names", "lakes", "places", "prefectures", "provinces", "railways", "rivers", "roads"], layers.Select(layer => layer.Id).Order(StringComparer.Ordinal));
        Assert.All(layers, layer =>
        {
            Assert.NotEmpty(layer.Licence);
            Assert.NotEmpty(layer.Credit);
            Assert.True(File.Exists(map.Output.LayerFile(layer.Id)));
        });
        Assert.Equal(["counties", "prefectures", "provinces", "railways", "rivers", "roads"], layers.Where(layer => layer.Approximate).Select(layer => layer.Id).Order(StringComparer.Ordinal));
    }

    [RawDataFact]
    public void Hundred_and_sixty_seven_counties_with_real_codes_share_out_the_province()
    {
        var official = new RawInputs(RawDataFactAttribute.Folder!, RawInputs.ShippedTables).Codes()
            .Where(row => row.Code.StartsWith("13", StringComparison.Ordinal) && row.IsCounty).Select(row => row.Code);

        var counties = map.Features("counties");

        Assert.Equal(167, counties.Count);
        Assert.Equal(official.Order(), counties.Select(county => (string)county.Properties["code"]!).Order());
        Assert.All(counties, county => Assert.True(county.Shape.IsValid && Earth.AreaKm2(county.Shape) > 1, (string)county.Properties["code"]!));
        var hebei = map.Features("provinces").Single(province => (string)province.Properties["code"]! == Provinces.OwnCode).Shape;
        Assert.Equal(1, counties.Sum(county => Earth.AreaKm2(county.Shape)) / Earth.AreaKm2(hebei), 0.002);
        Assert.InRange(Earth.AreaKm2(hebei), 186_000, 189_000);
    }

    [RawDataFact]
    public void Every_written_polygon_is_valid()
    {
        foreach (var layer in (string[])["provinces", "prefectures", "lakes"])
        {
            Assert.All(map.Features(layer), feature => Assert.True(feature.Shape.IsValid, $"{layer} {feature.Properties["name_zh"]}"));
        }
    }

    [RawDataFact]
    public void Area_tree_has_one_root_and_every_parent()
    {
        var areas = map.Output.Areas();

        Assert.Equal(180, areas.Count);
        Assert.Equal("130000", Assert.Single(areas, area => area.ParentCode is null).Code);
        Assert.All(areas.Where(area => area.ParentCode is not null), area => Assert.Contains(areas, parent => parent.Code == area.ParentCode));
        Assert.Equal("130000", areas.Single(area => area.NameZh == "辛集市").ParentCode);
        Assert.Equal(["130629", "130632", "130638"], areas.Where(area => area.ParentCode == AreaTree.XionganCode).Select(area => area.Code).Order());
    }

    [RawDataFact]
    public void Every_place_can_be_reached_by_road_from_every_other()
    {
        var reached = new Dictionary<long, List<long>>();
        foreach (var (properties, _) in map.Features("roads"))
        {
            var (from, to) = ((long)properties["from_node"]!, (long)properties["to_node"]!);
            (reached.TryGetValue(from, out var a) ? a : reached[from] = []).Add(to);
            (reached.TryGetValue(to, out var b) ? b : reached[to] = []).Add(from);
        }

        var seen = new HashSet<long> { 1 };
        var open = new Stack<long>([1]);
        while (open.TryPop(out var node))
        {
            reached[node].FindAll(seen.Add).ForEach(open.Push);
        }

        Assert.Equal(map.Output.RoadNodes().Select(node => node.Id), seen.Order());
        Assert.All(map.Features("places"), place => Assert.Contains(
            map.Output.RoadNodes(), node => Math.Abs(node.Lon - place.Shape.Coordinate.X) < 1e-5 && Math.Abs(node.Lat - place.Shape.Coordinate.Y) < 1e-5));
    }

    [RawDataFact]
    public void Every_prefecture_is_reached_by_railway_over_land()
    {
        var lines = map.Features("railways");
        var ends = lines.SelectMany(line => new[] { line.Shape.Coordinates[0], line.Shape.Coordinates[^1] }).ToList();

        var cities = map.Features("places").Where(place => (string?)place.Properties["class"] is "prefecture" or "province_capital").ToList();

        Assert.True(cities.Count >= 11, $"only {cities.Count} cities");
        Assert.All(cities, city => Assert.Contains(ends, end => end.Distance(city.Shape.Coordinate) < 1e-4));
        Assert.InRange(lines.Sum(line => Earth.LengthM(line.Shape.Coordinates)) / 1000, 1_500, 8_000);
    }

    [RawDataFact]
    public void Each_named_lake_is_named_once_and_within_it()
    {
        var lakes = map.Features("lakes").Where(lake => (string?)lake.Properties["name_zh"] is not null).ToDictionary(lake => (string)lake.Properties["name_zh"]!, lake => lake.Shape);

        var names = map.Features("lake_names");

        Assert.Equal(lakes.Keys.Order(StringComparer.Ordinal), names.Select(name => (string)name.Properties["name_zh"]!).Order(StringComparer.Ordinal));
        Assert.All(names, name => Assert.True(lakes[(string)name.Properties["name_zh"]!].Contains(name.Shape), (string)name.Properties["name_zh"]!));
    }

    [RawDataFact]
    public void Water_runs_to_an_end_and_never_in_a_circle()
    {
        var reaches = map.Features("rivers").Select(river => (From: (long)river.Properties["from_node"]!, To: (long)river.Properties["to_node"]!)).ToList();

        var rest = reaches.ToList();
        while (rest.RemoveAll(reach => !rest.Exists(other => other.To == reach.From)) > 0)
        {
        }

        Assert.True(reaches.Count >= 20, $"only {reaches.Count} reaches");
        Assert.Empty(rest);
    }

    [RawDataFact]
    public void Only_the_sea_takes_a_river_in_for_good()
    {
        var rivers = map.Features("rivers");
        var coast = Shapes.Factory.BuildGeometry(map.Features("coast").Select(line => line.Shape));
        var upstream = rivers.Select(river => (long)river.Properties["from_node"]!).ToHashSet();

        var mouths = rivers.Where(river => !upstream.Contains((long)river.Properties["to_node"]!)).ToList();

        Assert.Equal(["徒骇河", "海河", "滦河", "黄河"], mouths.Select(river => (string?)river.Properties["name_zh"]).Order(StringComparer.Ordinal));
        Assert.All(mouths, river => Assert.InRange(coast.Distance(Shapes.Factory.CreatePoint(river.Shape.Coordinates[^1])), 0, 0.2));
    }

    [RawDataFact]
    public void Well_known_rivers_flow_towards_the_sea()
    {
        var rivers = map.Features("rivers").ToLookup(river => (string?)river.Properties["name_zh"], river => river.Shape.Coordinates);

        foreach (var name in (string[])["滦河", "永定河", "海河", "滹沱河", "子牙河", "滏阳河", "漳河", "卫运河", "南运河", "北运河", "黄河"])
        {
            Assert.True(rivers[name].Any(), $"{name} is missing");
            Assert.All(rivers[name].Where(line => Earth.LengthM(line) > 60_000), line => Assert.True(line[^1].X > line[0].X, $"{name} flows west"));
        }
    }

    [RawDataFact]
    public void Places_have_names_in_both_languages_and_lie_apart()
    {
        var places = map.Features("places");

        Assert.True(places.Count >= 178 + 60, $"only {places.Count} places");
        Assert.All(places, place =>
        {
            Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", (string)place.Properties["name_zh"]!);
            Assert.Matches("^[A-Z][A-Za-z' -]+$", (string)place.Properties["name_en"]!);
        });
        Assert.Equal("province_capital", (string)places.Single(place => (string)place.Properties["name_zh"]! == "石家庄").Properties["class"]!);
    }

    [RawDataFact]
    public async Task Whole_map_loads_and_agrees_with_the_schema()
    {
        await new BaseMapLoad(store.Tiles, store.Command, _ => { }).RunAsync(map.Output, CancellationToken.None);

        Assert.Equal(0L, await store.ScalarAsync<long>("SELECT count(*) FROM area WHERE lon IS NULL"));
        Assert.Equal(0L, await store.ScalarAsync<long>("SELECT count(*) FROM layer_feature WHERE NOT ST_IsValid(geom)"));
        Assert.Equal(167L, await store.ScalarAsync<long>("""
            SELECT count(*) FROM layer_feature f JOIN area a ON a.code = f.code AND a.name_zh = f.name_zh AND a.name_en = f.name_en
                AND a.parent_code = f.properties ->> 'parent_code'
            WHERE f.layer = 'counties'
            """));
        Assert.Equal(0L, await store.ScalarAsync<long>("""
            SELECT count(*) FROM layer_feature a JOIN layer_feature b ON a.layer = b.layer AND a.id < b.id AND ST_Area(ST_Intersection(a.geom, b.geom)) > 1e-5
            WHERE a.layer = 'counties'
            """));
    }
}
