using Gis.Demo.Standards;
using Gis.Demo.Terrain;

namespace Gis.Demo.Seeding;

/// <summary>Plans the demo province on a base map: the same map gives the same province, every time.</summary>
internal static class DemoPlanner
{
    public static DemoPlan Plan(BaseMap map, LimitTables limits, int intervalS, DateOnly today)
    {
        var ground = new Ground(map);
        List<PlannedThing> things =
        [
            .. new OutfallPlanner(ground, limits, intervalS, today).Plan(),
            .. AirPlanner.Plan(ground, limits, intervalS, today),
            .. WaterPlanner.Plan(ground, limits, intervalS, today),
            .. MeterPlanner.Plan(ground),
        ];
        var cameras = CameraPlanner.Plan(ground, things).ToList();
        things.AddRange(cameras.Select(view => view.Camera));
        return new DemoPlan(things, [.. cameras.Select(view => (view.Camera.Code, view.Watched))], [.. UnitPlanner.Plan(ground)]);
    }
}
