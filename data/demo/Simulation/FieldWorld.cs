using Gis.Demo.Terrain;

namespace Gis.Demo.Simulation;

/// <summary>Everything in the field, as the store has it.</summary>
internal sealed record FieldWorld(
    IReadOnlyList<FieldThing> Things, IReadOnlyDictionary<string, string> WatchedByCamera, IReadOnlyList<FieldUnit> Units,
    RiverNetwork Rivers, RoadNetwork Roads)
{
    public IReadOnlyList<FieldThing> Outfalls { get; } = [.. Things.Where(thing => thing.Kind is "outfall_water" or "outfall_gas")];
}
