using Gis.Demo.Terrain;

namespace Gis.Demo.Seeding;

/// <summary>Field units of seven kinds, spread over the prefectures in turn.</summary>
internal static class UnitPlanner
{
    private static readonly (string Kind, string Code, string Sign, int Count, string Zh, string En, string[] Skills)[] Kinds =
    [
        ("monitoring", "mon", "监", 11, "环境应急监测", "Monitoring unit", ["water_sampling", "air_monitoring"]),
        ("enforcement", "enf", "执", 8, "生态环境执法", "Enforcement unit", ["inspection", "evidence"]),
        ("fire", "fire", "消", 7, "消防救援", "Fire and rescue", ["fire", "rescue", "water_supply"]),
        ("hazmat", "haz", "化", 5, "危化品处置", "Hazardous materials unit", ["chemical", "containment", "decontamination"]),
        ("medical", "med", "医", 4, "医疗急救", "Medical unit", ["first_aid", "transport"]),
        ("utility", "uti", "修", 3, "管网抢修", "Utility repair", ["pumping", "pipe_repair"]),
        ("police", "pol", "警", 2, "公安交管", "Police unit", ["traffic", "evacuation"]),
    ];

    public static IEnumerable<PlannedUnit> Plan(Ground ground)
    {
        // One county a prefecture first, that is the seats; the kinds walk through them so that each city has a mixture.
        var towns = ground.InTurn().Take(DemoSize.Units).ToList();
        var next = 0;
        foreach (var kind in Kinds)
        {
            for (var number = 1; number <= kind.Count; number++)
            {
                var county = towns[next++ % towns.Count];
                var dice = Dice.For("unit", kind.Code, number);
                yield return new PlannedUnit(
                    $"{kind.Code}-{number:D2}", $"{kind.Sign}{number:D2}", $"{county.PrefectureZh}{kind.Zh}{number}队（{county.ShortZh}）",
                    $"{kind.En} {number}, {county.ShortEn}", kind.Kind, county.Code, kind.Skills,
                    $"138{(kind.Code[0] * 31) % 10_000:D4}{number:D4}", Ground.Around(county, dice, 300, 4_000));
            }
        }
    }
}
