using Gis.Demo.Terrain;

namespace Gis.Demo.Seeding;

/// <summary>Water meters: households mostly, bulk meters of blocks and firms, and intakes from wells.</summary>
internal static class MeterPlanner
{
    private static readonly (string Zh, string En)[] Estates =
    [
        ("翠屏小区", "Cuiping Estate"), ("建华里", "Jianhua Lane"), ("和平苑", "Heping Court"), ("滨河花园", "Binhe Garden"), ("文昌小区", "Wenchang Estate"),
        ("新华里", "Xinhua Lane"), ("紫荆园", "Zijing Garden"), ("东风小区", "Dongfeng Estate"), ("幸福里", "Xingfu Lane"), ("学府家园", "Xuefu Homes"),
    ];

    public static IEnumerable<PlannedThing> Plan(Ground ground)
    {
        for (var i = 0; i < DemoSize.Meters; i++)
        {
            var dice = Dice.For("meter", i);
            var county = ground.PickCounty(dice);
            yield return i < DemoSize.IntakeMeters ? Intake(i, county, dice)
                : i < DemoSize.IntakeMeters + DemoSize.BulkMeters ? Bulk(i, county, dice)
                : Household(i, county, dice);
        }
    }

    private static PlannedThing Household(int i, County county, Dice dice)
    {
        var estate = dice.Pick(Estates);
        var (block, door) = ((dice.Below(18) + 1), $"{dice.Below(4) + 1}-{dice.Below(17) + 1}0{dice.Below(4) + 1}");
        var nbIot = i >= DemoSize.Meters - DemoSize.NbIotMeters;
        return Meter(
            nbIot ? FieldCode.NbIotMeter(i) : FieldCode.Meter(20, i), $"{county.ShortZh}{estate.Zh}{block}号楼{door}",
            $"{county.ShortEn}, {estate.En} {block}, {door}", county, Ground.Around(county, dice, 100, 3_500), nbIot ? "nb_iot" : "own", 20, 4, "household",
            Streams(StreamSets.DayS, 1_800, nbIot ? ["flow", "signal", "valve"] : ["reverse_volume", "signal", "valve"]));
    }

    private static PlannedThing Bulk(int i, County county, Dice dice)
    {
        var estate = dice.Pick(Estates);
        return Meter(
            FieldCode.Meter(40, i), $"{county.ShortZh}{estate.Zh}总表{i}", $"{county.ShortEn}, {estate.En}, bulk meter {i}", county,
            Ground.Around(county, dice, 100, 4_000), "own", 40, 16, "district",
            Streams(StreamSets.HourS, 300, ["reverse_volume", "flow", "pressure"]));
    }

    private static PlannedThing Intake(int i, County county, Dice dice) => Meter(
        FieldCode.Meter(150, i), $"{county.ShortZh}水源井{i + 1}号取水口", $"{county.ShortEn} well field, intake {i + 1}", county,
        Ground.Around(county, dice, 2_000, 9_000), "own", 150, 250, "intake",
        Streams(StreamSets.HourS, 300, ["reverse_volume", "flow", "pressure"]));

    /// <summary>What every meter tells, and what this kind tells besides.</summary>
    private static List<PlannedStream> Streams(int intervalS, int stepS, IReadOnlyList<string> besides) =>
    [
        new("volume", "m3", 0, intervalS),
        new("interval_volume", "L", stepS, intervalS),
        new("battery", "V", 0, intervalS),
        .. besides.Select(property => new PlannedStream(property, UnitOf(property), 0, intervalS)),
    ];

    private static string UnitOf(string property) => property switch
    {
        "flow" => "m3/h",
        "pressure" => "MPa",
        "signal" => "dB{mW}",
        "valve" => "1",
        _ => "m3",
    };

    private static PlannedThing Meter(
        string code, string zh, string en, County county, LonLat at, string form, int diameterMm, double q3M3h, string role,
        IReadOnlyList<PlannedStream> streams) =>
        new("water_meter", "meter", code, zh, en, county.Code, at,
            new Dictionary<string, object> { ["form"] = form, ["diameter_mm"] = diameterMm, ["q3_m3h"] = q3M3h, ["meter_role"] = role }, streams, []);
}
