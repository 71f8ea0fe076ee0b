using System.Globalization;
using Gis.Demo.Land.Changes;
using Gis.Demo.Land.Ground;
using Gis.Demo.Land.Parcels;
using Gis.Demo.Terrain;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace Gis.Demo.Land.Themes;

/// <summary>The parcels and the plan over them: basic farmland, red line, growth border, zones.</summary>
internal sealed class StatusThemes(LandGround ground, IReadOnlyList<Parcel> parcels, IReadOnlyList<Change> changes, ThemeBook book)
{
    private const double BorderReachM = 1_300;

    private readonly Dice _dice = Dice.For("land", "plan", ground.Window.County);

    /// <summary>Numbers of the parcels under the red line, decided before anything changes.</summary>
    public static IReadOnlySet<int> RedLineOf(LandGround ground, IReadOnlyList<Parcel> parcels)
    {
        var red = parcels.Where(parcel => IsRed(ground, parcel)).ToList();
        if (red.Count == 0 && parcels.Where(parcel => parcel.Tract == Tract.Woods).GroupBy(parcel => parcel.Block).MaxBy(block => block.Sum(parcel => parcel.AreaM2)) is { } woods)
        {
            red = [.. woods];
        }

        return red.Select(parcel => parcel.Number).ToHashSet();
    }

    /// <returns>Numbers of the parcels under basic farmland.</returns>
    public IReadOnlySet<int> Make(IReadOnlySet<int> redLine)
    {
        var stories = changes.ToDictionary(change => change.Parcel.Number, change => change.Story);
        var border = parcels.Where(InBorder).Select(parcel => parcel.Number).ToHashSet();
        var basic = parcels.Where(parcel => IsBasic(parcel, stories, border, redLine)).Select(parcel => parcel.Number).ToHashSet();
        WriteParcels();
        foreach (var parcel in parcels.Where(parcel => basic.Contains(parcel.Number)))
        {
            var number = $"{ground.Window.County}YN{parcel.Number:D5}";
            book.Add(
                "farmland", number, "永久基本农田", "Permanent basic farmland", parcel.Shape,
                ("YJJBNTTBBH", number), ("DLBM", parcel.Class.Code), ("DLMC", parcel.Class.NameZh), ("YJJBNTMJ", Round(parcel.AreaM2)));
        }

        WriteGroups("red_line", "HX", "生态保护红线", "Ecological red line", parcels.Where(parcel => redLine.Contains(parcel.Number)), parcel => $"{parcel.Block}", (number, _) =>
            [("number", number), ("kind", ground.Window.Country switch { Country.Hills => "水源涵养", Country.Coast => "海岸防护", _ => "河岸与林地" })]);
        WriteGroups("growth_border", "KF", "城镇开发边界", "Town growth border", parcels.Where(parcel => border.Contains(parcel.Number)), _ => "", (number, _) => [("number", number)]);
        WriteZones(stories, border, basic, redLine);
        return basic;
    }

    private static bool IsRed(LandGround ground, Parcel parcel)
    {
        var at = parcel.Metres.Centroid;
        return parcel.Class == LandClass.River || parcel.Class == LandClass.CoastFlat
            || (ground.Window.Country == Country.Hills && at.X < -900 && parcel.Tract is Tract.Woods or Tract.Wild && at.X < -900)
            || (ground.Window.Country == Country.Coast && parcel.Tract == Tract.Woods && ground.Sea is { } sea && sea.Distance(parcel.Metres) < 350);
    }

    private bool InBorder(Parcel parcel)
    {
        var at = parcel.Metres.Centroid;
        return ground.Window.Country == Country.City
            ? parcel.Tract is Tract.Town or Tract.Works || (parcel.Class == LandClass.Street && parcel.Block < 0 && at.X + at.Y > -1_200)
            : at.Distance(Shape.Factory.CreatePoint(new Coordinate(-700, 600))) < BorderReachM && parcel.Tract is Tract.Village or Tract.Works;
    }

    private bool IsBasic(Parcel parcel, Dictionary<int, Story> stories, HashSet<int> border, IReadOnlySet<int> redLine)
    {
        var drawn = _dice.Next() < 0.85;
        return parcel.Class.IsCultivated && !border.Contains(parcel.Number) && !redLine.Contains(parcel.Number)
            && (stories.TryGetValue(parcel.Number, out var story) ? story.Name == "basic_farmland" : drawn && parcel.AreaM2 > 1_500);
    }

    private void WriteParcels()
    {
        foreach (var parcel in parcels)
        {
            var number = $"{parcel.Number:D6}";
            var isState = parcel.Class.IsWater || parcel.Tract == Tract.Town || parcel.Class == LandClass.Road || parcel.Class == LandClass.Industry;
            var unit = isState ? $"{ground.CountyZh}人民政府" : $"{ground.Window.TownshipZh}{VillageOf(parcel)}村";
            book.Add(
                "parcels", $"{ground.Window.County}{number}", parcel.Class.NameZh, parcel.Class.NameEn, parcel.Shape,
                ("BSM", $"{ground.Window.County}{number}"), ("TBBH", number), ("DLBM", parcel.Class.Code), ("DLMC", parcel.Class.NameZh),
                ("QSXZ", isState ? "20" : "30"), ("QSDWMC", unit), ("ZLDWMC", $"{ground.CountyZh}{ground.Window.TownshipZh}"), ("TBMJ", Round(parcel.AreaM2)),
                ("row_deg", Math.Round(parcel.TurnDeg)));
        }
    }

    private static string VillageOf(Parcel parcel)
    {
        string[] names = ["东里庄", "西里庄", "南小吾", "北张里", "周家庄", "马于", "槐树", "营里"];
        var at = parcel.Metres.Centroid;
        return names[Math.Clamp((int)((at.X + 3_000) / 1_500), 0, 3) + (at.Y > 0 ? 4 : 0)];
    }

    private void WriteZones(Dictionary<int, Story> stories, HashSet<int> border, HashSet<int> basic, IReadOnlySet<int> redLine)
    {
        var document = $"{ground.CountyZh}国土空间总体规划（2021—2035年）（演示）";
        foreach (var zone in parcels.GroupBy(parcel => ZoneOf(parcel, stories, border, basic, redLine)).OrderBy(zone => zone.Key, StringComparer.Ordinal))
        {
            var (nameZh, nameEn, mayBuild) = zone.Key switch
            {
                "farm" => ("农田保护区", "Farmland protection zone", false),
                "ecology" => ("生态保护区", "Ecological protection zone", false),
                "town" => ("城镇发展区", "Town development zone", true),
                "village" => ("村庄建设区", "Village building zone", true),
                "mining" => ("矿产能源发展区", "Mining and energy zone", true),
                "facility" => ("设施农业区", "Facility farming zone", true),
                "project" => ("独立项目区", "Zone of single projects", true),
                _ => ("乡村发展区", "Rural development zone", false),
            };
            WriteGroups("planning_zones", $"GH{zone.Key[..3].ToUpperInvariant()}", nameZh, nameEn, zone, Quarter, (number, _) =>
                [("number", number), ("zone", nameZh), ("building_allowed", mayBuild), ("document", document)]);
        }

        static string Quarter(Parcel parcel) => string.Create(
            CultureInfo.InvariantCulture, $"{(int)((parcel.Metres.Centroid.X + 3_000) / 1_500)}-{(int)((parcel.Metres.Centroid.Y + 3_000) / 1_500)}");
    }

    private static string ZoneOf(Parcel parcel, Dictionary<int, Story> stories, HashSet<int> border, HashSet<int> basic, IReadOnlySet<int> redLine) =>
        redLine.Contains(parcel.Number) ? "ecology"
        : basic.Contains(parcel.Number) ? "farm"
        : border.Contains(parcel.Number) ? "town"
        : parcel.Tract is Tract.Village or Tract.Town or Tract.Works || parcel.Class.IsBuilt && parcel.Class != LandClass.Mine ? "village"
        : parcel.Class == LandClass.Mine ? "mining"
        : stories.TryGetValue(parcel.Number, out var story) && story.Name is "approved_supplied" or "approved_not_supplied" or "more_than_approved" or "approval_expired" or "approved_after_start" or "other_use" ? "project"
        : parcel.Class == LandClass.Facility || (story?.Name is { } name && (name.StartsWith("facility", StringComparison.Ordinal) || name.StartsWith("temporary", StringComparison.Ordinal))) ? "facility"
        : "rural";

    private void WriteGroups(
        string layer, string prefix, string nameZh, string nameEn, IEnumerable<Parcel> of, Func<Parcel, string> group, Func<string, Geometry, (string, object?)[]> properties)
    {
        var n = 0;
        foreach (var one in of.GroupBy(group))
        {
            var shape = one.Count() == 1 ? one.First().Shape : CoverageUnion.Union(Shape.Factory.BuildGeometry(one.Select(parcel => (Geometry)parcel.Shape)));
            var number = $"{prefix}{ground.Window.County}{++n:D3}";
            book.Add(layer, number, nameZh, nameEn, shape, properties(number, shape));
        }
    }

    private static double Round(double areaM2) => Math.Round(areaM2, 2);
}
