namespace Gis.Demo.Seeding;

/// <summary>The whole demo province before it is registered.</summary>
internal sealed record DemoPlan(
    IReadOnlyList<PlannedThing> Things, IReadOnlyList<(string Camera, string Watched)> Views, IReadOnlyList<PlannedUnit> Units)
{
    public int Count(params ReadOnlySpan<string> kinds)
    {
        var wanted = kinds.ToArray();
        return Things.Count(thing => wanted.Contains(thing.Kind));
    }
}
