using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Live;

/// <summary>Turns the ids of events into rows as they stand now: once for all viewers.</summary>
internal sealed class LiveHydrator(NpgsqlDataSource store)
{
    /// <summary>A whole batch of patches that came in is told as news of their layer alone.</summary>
    private const int MostPatches = 2_000;

    public async Task<LiveBatch> HydrateAsync(
        long afterSeq, long seq, DateTimeOffset at, LiveTouched touched, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var incidents = touched.Incidents.Count == 0
            ? []
            : await IncidentRows.ReadAsync(connection, new IncidentFilter(Ids: [.. touched.Incidents]), cancellationToken);
        touched.Alarms.UnionWith(incidents.Select(incident => incident.AlarmId).OfType<long>());   // an alarm shows its incident
        var alarms = touched.Alarms.Count == 0
            ? []
            : await AlarmRows.ReadAsync(connection, new AlarmFilter(Ids: [.. touched.Alarms], History: false), cancellationToken);
        touched.Things.UnionWith(alarms.Select(alarm => alarm.ThingId));   // an alarm colours its thing
        var units = touched.Units.Count == 0
            ? []
            : await UnitRows.ReadAsync(connection, new UnitFilter(Ids: [.. touched.Units]), cancellationToken);
        touched.Things.UnionWith(touched.Registered);
        touched.Things.UnionWith(touched.Devices);
        var things = touched.Things.Count == 0
            ? []
            : Heard(await ThingRows.ReadAsync(connection, new ThingFilter(Ids: [.. touched.Things]), cancellationToken), touched.HeardAt);
        return new LiveBatch(
            afterSeq, seq, at, things, [.. things.Where(thing => touched.Registered.Contains(thing.Id))], touched.Values, alarms, incidents, units,
            touched.Devices, await LayersAsync(connection, touched.Layers, cancellationToken), await PatchesAsync(connection, touched.Patches, cancellationToken));
    }

    private static async Task<IReadOnlyList<TouchedLayer>> LayersAsync(NpgsqlConnection connection, HashSet<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        await using var command = new NpgsqlCommand("SELECT id, published FROM layer WHERE id = ANY ($1)", connection) { Parameters = { new() { Value = ids.ToArray() } } };
        return await command.ListAsync(row => new TouchedLayer(row.GetString(0), row.GetBoolean(1)), cancellationToken);
    }

    private static async Task<IReadOnlyList<TouchedPatch>> PatchesAsync(NpgsqlConnection connection, HashSet<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count is 0 or > MostPatches)
        {
            return [];
        }

        await using var command = new NpgsqlCommand(
            """
            SELECT p.id, p.area_code, coalesce(last.id, 0), last.kind, given.assignee, CASE WHEN last.kind = 'reminded' THEN last.details ->> 'turn' END FROM patch p
            LEFT JOIN LATERAL (SELECT e.id, e.kind, e.details FROM patch_event e WHERE e.patch_id = p.id ORDER BY e.id DESC LIMIT 1) last ON true
            LEFT JOIN LATERAL (SELECT e.assignee FROM patch_event e WHERE e.patch_id = p.id AND e.kind = 'assigned' ORDER BY e.id DESC LIMIT 1) given ON true
            WHERE p.id = ANY ($1)
            """,
            connection)
        { Parameters = { new() { Value = ids.ToArray() } } };
        return await command.ListAsync(row => new TouchedPatch(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.TextOrNull(3), row.LongOrNull(4), row.TextOrNull(5)), cancellationToken);
    }

    private static List<ThingRow> Heard(IReadOnlyList<ThingRow> things, Dictionary<long, DateTimeOffset> heardAt) =>
        [.. things.Select(t => heardAt.TryGetValue(t.Id, out var at) && !(t.LastAt > at) ? t with { LastAt = at } : t)];

    /// <summary>Alarms whose shelf ended in this span: no event tells of it, for nobody acted.</summary>
    public async Task<IReadOnlyList<long>> UnshelvedAsync(DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            "SELECT DISTINCT alarm_id FROM alarm_action WHERE action = 'shelve' AND until > $1 AND until <= $2");
        command.Parameters.Add(NpgsqlDbType.TimestampTz, after);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, until);
        return await command.ListAsync(row => row.GetInt64(0), cancellationToken);
    }
}
