using Gis.Demo.Seeding;
using Gis.Demo.Simulation;
using Gis.Demo.Standards;

namespace Gis.Server.Tests.Demo;

/// <summary>The planned province as the simulator would read it back from the store.</summary>
internal static class DemoField
{
    public static FieldWorld World { get; } = Make();

    public static FieldThing First(string kind) => World.Things.First(thing => thing.Kind == kind);

    private static FieldWorld Make()
    {
        var map = SyntheticProvince.Map;
        var plan = DemoPlanner.Plan(map, LimitTables.Load(), 300, new DateOnly(2026, 11, 22));
        return new FieldWorld(
            [.. plan.Things.Select(Read)], plan.Views.ToDictionary(view => view.Camera, view => view.Watched),
            [.. plan.Units.Select(unit => new FieldUnit(unit.Code, unit.Kind, unit.Base))], map.Rivers, map.Roads);
    }

    private static FieldThing Read(PlannedThing thing, int i) =>
        new(i, thing.Kind, thing.Code, thing.NameZh, thing.NameEn, thing.AreaCode, thing.At)
        {
            Properties = [.. thing.Streams.Where(stream => stream.PeriodS == 0).Select(stream => stream.Property)],
            Limits = thing.Limits.Where(limit => limit.PeriodS == 3_600).ToDictionary(limit => limit.Property, limit => (limit.Lower, limit.Upper)),
            Flow = Number(thing, "flow_lps") ?? Number(thing, "flow_m3s") ?? 0,
            StandardO2Percent = Number(thing, "standard_o2_percent") ?? 6,
            Reach = thing.Properties.TryGetValue("reach", out var reach) ? (long)reach : null,
            ChainageM = Number(thing, "chainage_m") ?? 0,
            Form = thing.Properties.TryGetValue("form", out var form) ? (string)form : "",
            Q3M3h = Number(thing, "q3_m3h") ?? 0,
        };

    private static double? Number(PlannedThing thing, string name) =>
        thing.Properties.TryGetValue(name, out var value) ? Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) : null;
}
