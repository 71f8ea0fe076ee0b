using Gis.Server.ReadModel;

namespace Gis.Server.Live;

/// <summary>Makes of batches the one item that a viewer gets: only what it sees, each row once and the newest.</summary>
internal static class LiveView
{
    public static LiveChanges Of(IReadOnlyList<LiveBatch> batches, LiveSight sight)
    {
        var last = batches[^1];
        var heard = new Dictionary<long, ThingRow>();
        var registered = new Dictionary<long, ThingRow>();
        var alarms = new Dictionary<long, AlarmRow>();
        var incidents = new Dictionary<long, IncidentRow>();
        var units = new Dictionary<long, UnitRow>();
        var values = new List<LiveValue>();
        var devices = new HashSet<long>();
        foreach (var batch in batches)
        {
            Take(heard, batch.Heard, row => row.Id, row => sight.SeesThing(row.AreaCode, row.Kind));
            Take(registered, batch.Registered, row => row.Id, row => sight.SeesThing(row.AreaCode, row.Kind));
            Take(alarms, batch.Alarms, row => row.Id, row => sight.SeesThing(row.AreaCode, row.ThingKind));
            Take(incidents, batch.Incidents, row => row.Id, row => sight.Sees(row.AreaCode));
            Take(units, batch.Units, row => row.Id, row => sight.Sees(row.AreaCode));
            values.AddRange(batch.Values.Where(value => sight.WantsValuesOf(value.ThingId) && heard.ContainsKey(value.ThingId)));
            devices.UnionWith(batch.Devices.Where(heard.ContainsKey));
        }

        return new LiveChanges(
            batches.Max(batch => batch.Seq),
            last.At,
            [.. heard.Values.Select(row => new HeardThing(row.Id, row.LastAt?.ToUnixTimeMilliseconds(), row.Severity))],
            values,
            [.. alarms.Values],
            [.. incidents.Values],
            [.. units.Values],
            LiveRemoved.Nothing,
            [.. registered.Values],
            [.. devices]);
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
