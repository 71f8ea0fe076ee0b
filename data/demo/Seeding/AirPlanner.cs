using Gis.Demo.Standards;
using Gis.Demo.Terrain;

namespace Gis.Demo.Seeding;

/// <summary>Air stations in the towns, prefecture by prefecture in turn.</summary>
internal static class AirPlanner
{
    public static readonly IReadOnlyList<string> Factors =
        ["a34004", "a34002", "a21026", "a21004", "a21005", "a05024", "a01001", "a01002", "a01007", "a01008"];

    public static IEnumerable<PlannedThing> Plan(Ground ground, LimitTables limits, int intervalS, DateOnly today)
    {
        var bounds = limits.Of("GB 3095", "2", today)
            .Where(row => row.PeriodS is StreamSets.HourS or StreamSets.DayS)
            .Select(row => new PlannedLimit(
                row.Property, row.PeriodS!.Value, row.Basis, row.Upper, row.Lower, row.Unit, row.Source, LimitTables.StartOf(row.ValidFrom)))
            .ToList();
        var towns = ground.InTurn().ToList();
        for (var i = 0; i < DemoSize.AirStations; i++)
        {
            var county = towns[i % towns.Count];
            var round = i / towns.Count;
            var number = round > 0 ? $"{round + 1}号" : "";
            var dice = Dice.For("air", i);
            yield return new PlannedThing(
                "air_station", "mn", FieldCode.Mn(county.Code, 'C', i + 1), $"{county.PrefectureZh}{county.NameZh}{number}空气自动监测站",
                $"{county.ShortEn} air station{(round > 0 ? $" {round + 1}" : "")}", county.Code, Ground.Around(county, dice, 200, 2_500),
                new Dictionary<string, object> { ["air_class"] = "2", ["standard"] = "GB 3095-2026" },
                StreamSets.Station(Factors, intervalS, ambient: true), bounds);
        }
    }
}
