using Gis.Server.ReadModel;

namespace Gis.Server.Live;

/// <summary>Of batches only what a scope sees, each row once and the newest.</summary>
internal sealed class LiveView
{
    private LiveView()
    {
    }

    public Dictionary<long, ThingRow> Things { get; } = [];

    public Dictionary<long, ThingRow> Registered { get; } = [];

    public Dictionary<long, AlarmRow> Alarms { get; } = [];

    public Dictionary<long, IncidentRow> Incidents { get; } = [];

    public Dictionary<long, UnitRow> Units { get; } = [];

    public HashSet<long> Devices { get; } = [];

    public Dictionary<long, TouchedPatch> Patches { get; } = [];

    public HashSet<string> Layers { get; } = new(StringComparer.Ordinal);

    public bool IsEmpty => (Things.Count | Registered.Count | Alarms.Count | Incidents.Count | Units.Count | Devices.Count | Layers.Count | Patches.Count) == 0;

    public static LiveView Of(IReadOnlyList<LiveBatch> batches, LiveSight sight)
    {
        var view = new LiveView();
        foreach (var batch in batches)
        {
            Take(view.Things, batch.Heard, row => row.Id, row => sight.SeesThing(row.AreaCode, row.Kind));
            Take(view.Registered, batch.Registered, row => row.Id, row => sight.SeesThing(row.AreaCode, row.Kind));
            Take(view.Alarms, batch.Alarms, row => row.Id, row => sight.SeesThing(row.AreaCode, row.ThingKind));
            Take(view.Incidents, batch.Incidents, row => row.Id, row => sight.Sees(row.AreaCode));
            Take(view.Units, batch.Units, row => row.Id, row => sight.Sees(row.AreaCode));
            Take(view.Patches, batch.Patches, row => row.Id, row => sight.Sees(row.AreaCode));
            view.Layers.UnionWith(batch.Layers.Where(sight.SeesLayer).Select(layer => layer.Id));
            view.Devices.UnionWith(batch.Devices.Where(view.Things.ContainsKey));
        }

        return view;
    }

    private static void Take<T>(Dictionary<long, T> into, IReadOnlyList<T> rows, Func<T, long> id, Func<T, bool> sees)
    {
        foreach (var row in rows)
        {
            if (sees(row))
            {
                into[id(row)] = row;
            }
        }
    }
}
