using Gis.Demo.Land.Ground;
using Gis.Demo.Land.Parcels;
using Gis.Demo.Terrain;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace Gis.Demo.Land.Themes;

/// <summary>Minerals, forests, the sea and the ground: rights with their terms, and stands as two surveys found them.</summary>
internal sealed class ResourceThemes(LandGround ground, IReadOnlyList<Parcel> parcels, ThemeBook book)
{
    private static readonly int[] SurveyYears = [2020, 2025];

    private readonly Dice _dice = Dice.For("land", "resources", ground.Window.County);
    private readonly string _county = ground.Window.County;

    public void Make()
    {
        WriteForests();
        WriteMinerals();
        WriteSea();
        WriteGeology();
    }

    /// <summary>Each stand stands twice, once a survey; what was cut has no second row, what was planted no first.</summary>
    private void WriteForests()
    {
        string[] species = ground.Window.Country switch { Country.Hills => ["油松", "侧柏", "栎类", "刺槐"], Country.Coast => ["刺槐", "黑松", "杨树"], _ => ["杨树", "柳树", "刺槐"] };
        foreach (var parcel in parcels.Where(parcel => parcel.Class.IsForest && parcel.AreaM2 > 600))
        {
            var kind = _dice.Pick(species);
            var (canopy, volume) = (_dice.Between(0.3, 0.75), _dice.Between(25, 95));
            var fate = _dice.Next();
            if (fate < 0.05 && parcel.Number % 5 < 3)
            {
                WriteCuttingPermit(parcel);
            }

            foreach (var year in SurveyYears)
            {
                var isLater = year == SurveyYears[1];
                if ((fate < 0.05 && isLater) || (fate > 0.94 && !isLater))
                {
                    continue;
                }

                var grown = isLater ? fate < 0.15 ? 0.6 : _dice.Between(1.05, 1.25) : 1;
                var number = $"{_county}XB{parcel.Number:D5}";
                book.Add(
                    "forest_stands", $"{number}-{year}", $"{kind}小班", "Forest stand", parcel.Shape,
                    ("number", number), ("class", parcel.Class == LandClass.Shrub ? "1300" : "1110"), ("kind", ground.Window.Country is Country.Hills or Country.Coast ? "公益林" : "商品林"),
                    ("origin", ground.Window.Country == Country.Hills && parcel.Number % 3 == 0 ? "天然" : "人工"), ("species", kind),
                    ("canopy", Math.Round(Math.Min(0.95, canopy * (grown > 1 ? 1.04 : grown)), 2)), ("volume_m3_ha", Math.Round(volume * grown, 1)),
                    ("age_group", AgeGroupOf(5 + (parcel.Number % 47) + (isLater ? SurveyYears[1] - SurveyYears[0] : 0))), ("survey_year", year));
            }
        }

        foreach (var (woods, i) in Blocks(parcel => parcel.Tract == Tract.Woods && parcel.Class.IsForest).Select((woods, i) => (woods, i)))
        {
            var number = $"冀林证字{_county}{i + 1:D4}号";
            book.Add(
                "forest_rights", number, "林权", "Forest right", woods,
                ("number", number), ("holder", $"{ground.Window.TownshipZh}集体（演示）"), ("valid_from", "2009-01-01"), ("valid_to", i == 1 ? "2024-12-31" : "2059-12-31"));
            if (i == 1)
            {
                book.Plant("right_expired", "forest_rights", number);
            }
        }
    }

    /// <summary>Three of five stands that are gone at the second survey were cut by permit.</summary>
    private void WriteCuttingPermit(Parcel parcel)
    {
        var number = $"采字{_county}{parcel.Number:D5}号";
        book.Add(
            "cutting_permits", number, "林木采伐许可", "Cutting permit", parcel.Shape,
            ("number", number), ("holder", $"{ground.Window.TownshipZh}集体（演示）"), ("kind", "皆伐"), ("valid_from", "2022-11-01"), ("valid_to", "2023-10-31"), ("area_m2", Math.Round(parcel.AreaM2, 2)));
    }

    private static string AgeGroupOf(int years) => years switch { < 11 => "幼龄林", < 21 => "中龄林", < 31 => "近熟林", < 41 => "成熟林", _ => "过熟林" };

    private void WriteMinerals()
    {
        var mines = Blocks(parcel => parcel.Class == LandClass.Mine).ToList();
        foreach (var (block, i) in parcels.Where(parcel => parcel.Class == LandClass.Mine).GroupBy(parcel => parcel.Block).Select((block, i) => (block, i)))
        {
            // The first right is over, the last block never had one.
            foreach (var parcel in i == 0 ? block : i == mines.Count - 1 ? block : Enumerable.Empty<Parcel>())
            {
                book.Plant(i == 0 ? "mining_after_expiry" : "mining_without_right", "parcels", $"{_county}{parcel.Number:D6}");
            }
        }

        for (var i = 0; i < mines.Count - 1; i++)
        {
            var number = $"C130000201{i % 10}03211{_county[4..]}{i + 1:D4}";
            var isOver = i == 0;
            book.Add(
                "mining_rights", number, "采矿权", "Mining right", mines[i],
                ("number", number), ("holder", $"演示矿业有限公司{i + 1}"), ("mineral", i % 2 == 0 ? "铁矿" : "水泥用石灰岩"), ("method", "露天开采"),
                ("valid_from", isOver ? "2014-05-01" : "2021-03-01"), ("valid_to", isOver ? "2024-05-01" : "2031-03-01"));
            if (isOver)
            {
                book.Plant("right_expired", "mining_rights", number);
            }
        }

        if (mines.Count == 0)
        {
            return;
        }

        foreach (var (at, i) in ((Coordinate[])[new(-1_500, -1_200), new(-1_300, 1_500)]).Select((at, i) => (at, i)))
        {
            var number = $"T13000020{24 + i}0302{_county[4..]}{i + 1:D4}";
            book.Add(
                "exploration_rights", number, "探矿权", "Exploration right", ground.Frame.ToLonLat(Shape.Turned(at, 1_600, 1_100, 0)),
                ("number", number), ("holder", $"演示地质勘查院{i + 1}"), ("mineral", "铁矿"), ("stage", i == 0 ? "详查" : "普查"),
                ("valid_from", $"{2022 + i}-07-01"), ("valid_to", $"{2027 + i}-06-30"));
        }
    }

    private void WriteSea()
    {
        if (ground.Sea is not { } sea)
        {
            return;
        }

        var free = sea.Buffer(-60, 2);
        var n = 0;
        for (var x = -2_700; x < 3_000; x += 800)
        {
            for (var y = -2_700; y < 3_000; y += 800)
            {
                var area = Shape.Largest(Shape.Turned(new Coordinate(x, y), 620, 430, ground.Window.TurnDeg).Intersection(free));
                if (area is null || area.Area < 60_000)
                {
                    continue;
                }

                var number = $"海域{_county}-{++n:D3}";
                book.Add(
                    "marine_areas", number, "海域使用权", "Marine area", ground.Frame.ToLonLat(area),
                    ("number", number), ("holder", $"演示海洋养殖有限公司{n}"), ("use", n % 4 == 0 ? "浴场用海" : "开放式养殖用海"),
                    ("valid_from", "2018-01-01"), ("valid_to", n == 2 ? "2025-12-31" : "2032-12-31"));
                if (n == 2)
                {
                    book.Plant("right_expired", "marine_areas", number);
                }
            }
        }
    }

    private void WriteGeology()
    {
        string[] kinds = ground.Window.Country switch { Country.Hills => ["崩塌", "滑坡", "泥石流", "采空塌陷"], Country.Coast => ["海岸侵蚀", "地面沉降"], _ => ["地裂缝", "地面沉降"] };
        for (var i = 0; i < kinds.Length + 1; i++)
        {
            var at = new Coordinate(_dice.Between(-2_500, 1_500), _dice.Between(-2_500, 2_500));
            var number = $"DZ{_county}-{i + 1:D3}";
            var shape = Shape.Factory.CreatePoint(at).Buffer(_dice.Between(60, 260), 6).Intersection(ground.Frame.Box);
            book.Add(
                "geology", number, kinds[i % kinds.Length], "Geological hazard", ground.Frame.ToLonLat(shape),
                ("number", number), ("kind", kinds[i % kinds.Length]), ("grade", (string[])["小型", "中型", "大型"] is var grades ? grades[i % 3] : null));
        }
    }

    private IEnumerable<Geometry> Blocks(Func<Parcel, bool> wanted) => parcels
        .Where(wanted)
        .GroupBy(parcel => parcel.Block)
        .Select(block => CoverageUnion.Union(Shape.Factory.BuildGeometry(block.Select(parcel => (Geometry)parcel.Shape))));
}
