using Gis.Demo.Standards;
using Gis.Demo.Terrain;

namespace Gis.Demo.Seeding;

/// <summary>Water-quality stations on the rivers, at even steps along them.</summary>
internal static class WaterPlanner
{
    public static readonly IReadOnlyList<string> Factors = ["w01010", "w01001", "w01009", "w01003", "w01019", "w21003", "w21011"];

    public static IEnumerable<PlannedThing> Plan(Ground ground, LimitTables limits, int intervalS, DateOnly today)
    {
        var banks = ground.Banks;
        var taken = new Dictionary<string, int>();
        for (var i = 0; i < DemoSize.WaterStations && banks.Count > 0; i++)
        {
            var (point, county) = banks[(int)((i + 0.5) * banks.Count / DemoSize.WaterStations)];
            var name = $"{point.Reach.NameZh ?? county.ShortZh}{(point.Reach.NameZh is null ? "河" : county.ShortZh)}";
            taken[name] = taken.GetValueOrDefault(name) + 1;
            var number = taken[name] > 1 ? $"{taken[name]}号" : "";
            var target = Target(county, Dice.For("water station", i));
            yield return new PlannedThing(
                "water_station", "mn", FieldCode.Mn(county.Code, 'E', i + 1), $"{name}{number}断面水质自动站",
                $"{point.Reach.NameEn ?? "River"} at {county.ShortEn}{(taken[name] > 1 ? $" {taken[name]}" : "")}", county.Code, Ground.Round(point.At),
                new Dictionary<string, object>
                {
                    ["target_class"] = target,
                    ["river"] = point.Reach.NameZh ?? "支流",
                    ["reach"] = point.Reach.Id,
                    ["chainage_m"] = Math.Round(point.ChainageM),
                },
                StreamSets.Station(Factors, intervalS), Bounds(limits, target, today));
        }
    }

    /// <summary>Water of the mountains is to be cleaner than that of the plain.</summary>
    private static string Target(County county, Dice dice) =>
        county.Prefecture is "130700" or "130800" ? dice.Pick<string>(["II", "III"]) : dice.Pick<string>(["III", "III", "IV", "IV", "V"]);

    private static List<PlannedLimit> Bounds(LimitTables limits, string target, DateOnly today) =>
    [
        .. limits.Of("GB 3838", target, today, "river").Where(row => Factors.Contains(row.Property)).Select(row => new PlannedLimit(
            row.Property, StreamSets.HourS, row.Basis, row.Upper, row.Lower, row.Unit, row.Source, LimitTables.StartOf(row.ValidFrom))),
    ];
}
