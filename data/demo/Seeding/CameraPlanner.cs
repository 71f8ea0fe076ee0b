using Gis.Demo.Terrain;

namespace Gis.Demo.Seeding;

/// <summary>Cameras beside outfalls: first where a water station lies not far downstream, so that picture and river tell one story.</summary>
internal static class CameraPlanner
{
    private const double DownstreamM = 60_000;

    public static IEnumerable<(PlannedThing Camera, string Watched)> Plan(Ground ground, IReadOnlyList<PlannedThing> things)
    {
        var stations = things.Where(thing => thing.Kind == "water_station").ToLookup(thing => (long)thing.Properties["reach"]);
        var water = things.Where(thing => thing.Kind == "outfall_water" && thing.Properties.ContainsKey("reach"))
            .OrderBy(thing => WayToStationM(ground.Map.Rivers, thing, stations)).ThenBy(thing => thing.Code, StringComparer.Ordinal)
            .DistinctBy(thing => thing.AreaCode);
        var gas = things.Where(thing => thing.Kind == "outfall_gas").DistinctBy(thing => thing.AreaCode).Take(DemoSize.WatchedStacks);
        var rest = things.Where(thing => thing.Kind == "outfall_water");
        var watched = gas.Concat(water.Concat(rest).Distinct().Take(DemoSize.WatchedOutfalls - DemoSize.WatchedStacks)).ToList();
        for (var i = 0; i < watched.Count; i++)
        {
            var dice = Dice.For("camera", i);
            var heading = Math.Round(dice.Between(0, 360));
            yield return (new PlannedThing(
                "camera", "camera", FieldCode.Camera(watched[i].AreaCode, i + 1), $"{watched[i].NameZh}摄像机", $"{watched[i].NameEn}, camera",
                watched[i].AreaCode, Ground.Round(Earth.Shift(watched[i].At, 45, heading + 180)),
                new Dictionary<string, object> { ["heading_deg"] = heading, ["view_deg"] = 60 }, [], []), watched[i].Code);
        }
    }

    private static double WayToStationM(RiverNetwork rivers, PlannedThing outfall, ILookup<long, PlannedThing> stations)
    {
        var chainageM = (double)outfall.Properties["chainage_m"];
        return rivers.Downstream(rivers.ById[(long)outfall.Properties["reach"]], chainageM, DownstreamM)
            .SelectMany(step => stations[step.Reach.Id].Select(station => step.ToStartM + (double)station.Properties["chainage_m"]))
            .Where(wayM => wayM > 0).DefaultIfEmpty(double.MaxValue).Min();
    }
}
