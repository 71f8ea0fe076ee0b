using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Devices;

/// <summary>Reads devices and the commands to them.</summary>
internal sealed class DeviceReader(NpgsqlDataSource store, TimeProvider clock)
{
    private const int NotesShown = 20;

    private const string CommandSql = """
        SELECT s.id, s.cn, s.parameters, s.state, s.state_at, s.detail, s.attempts, a.display_name, s.requested_at, s.expires_at, s.mn, s.qn
        FROM device_command_standing s LEFT JOIN account a ON a.id = s.requested_by
        """;

    /// <summary>Null where the thing is not within these areas.</summary>
    public async Task<DeviceThing?> FindAsync(long id, string[] roots, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("""
            SELECT t.id, t.area_code, ARRAY(SELECT a.code FROM thing_alias a WHERE a.thing_id = t.id AND a.scheme = 'mn' ORDER BY a.code)
            FROM thing t WHERE t.id = $1 AND t.retired_at IS NULL AND area_within(t.area_code, $2)
            """);
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        return (await command.ListAsync(
            row => new DeviceThing(row.GetInt64(0), row.GetString(1), row.GetFieldValue<string[]>(2)), cancellationToken)).SingleOrDefault();
    }

    /// <param name="thing">The thing, found within the reader's areas.</param>
    /// <param name="isAdministrator">Whether addresses and what is asked of the device are shown.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DeviceCard> ReadAsync(DeviceThing thing, bool isAdministrator, CancellationToken cancellationToken) => new(
        thing.Mns,
        await ReadLinesAsync(thing, isAdministrator, cancellationToken),
        await ReadFacilitiesAsync(thing.Id, cancellationToken),
        await ReadNotesAsync(thing.Id, cancellationToken),
        isAdministrator ? await ReadAccessAsync(thing.Id, cancellationToken) : null);

    public async Task<IReadOnlyList<CommandRow>> ListCommandsAsync(long thingId, long? after, int limit, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand($"{CommandSql} WHERE s.thing_id = $1 AND ($2::bigint IS NULL OR s.id < $2) ORDER BY s.id DESC LIMIT $3");
        command.Parameters.Add(NpgsqlDbType.Bigint, thingId);
        command.Parameters.Add(NpgsqlDbType.Bigint, after);
        command.Parameters.Add(NpgsqlDbType.Integer, limit);
        return await command.ListAsync(ReadCommand, cancellationToken);
    }

    public async Task<CommandRow> GetCommandAsync(long id, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand($"{CommandSql} WHERE s.id = $1");
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        return (await command.ListAsync(ReadCommand, cancellationToken)).Single();
    }

    private static CommandRow ReadCommand(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.Json(2), row.GetString(3), row.Time(4), row.TextOrNull(5), row.GetInt32(6), row.TextOrNull(7), row.Time(8),
        row.Time(9), row.GetString(10), row.GetString(11));

    private async Task<IReadOnlyList<LineItem>> ReadLinesAsync(DeviceThing thing, bool isAdministrator, CancellationToken cancellationToken)
    {
        // A TCP line says every minute that it stands; one that has been silent for three is that of an ingest that died.
        await using var command = store.CreateCommand("""
            SELECT mn, way, CASE way WHEN 'tcp' THEN ended_at IS NULL AND kept_at > $2 - interval '3 minutes' END,
                   since, coalesce(ended_at, CASE WHEN way = 'tcp' AND kept_at <= $2 - interval '3 minutes' THEN kept_at END), host(remote)
            FROM device_session WHERE thing_id = $1 ORDER BY mn
            """);
        command.Parameters.Add(NpgsqlDbType.Bigint, thing.Id);
        command.Parameters.Add(NpgsqlDbType.TimestampTz, clock.GetUtcNow());
        return await command.ListAsync(
            row => new LineItem(
                row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetBoolean(2), row.Time(3), row.TimeOrNull(4),
                isAdministrator ? row.TextOrNull(5) : null),
            cancellationToken);
    }

    private async Task<IReadOnlyList<FacilityItem>> ReadFacilitiesAsync(long thingId, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("""
            SELECT facility, state, since, state_at, run_hours, hours_day FROM facility_state
            WHERE thing_id = $1 ORDER BY length(facility), facility
            """);
        command.Parameters.Add(NpgsqlDbType.Bigint, thingId);
        return await command.ListAsync(
            row => new FacilityItem(
                row.GetString(0), row.IsDBNull(1) ? null : row.GetInt16(1), row.TimeOrNull(2), row.TimeOrNull(3), row.DoubleOrNull(4), row.TimeOrNull(5)),
            cancellationToken);
    }

    private async Task<IReadOnlyList<NoteItem>> ReadNotesAsync(long thingId, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            "SELECT id, kind, at, content FROM device_message WHERE thing_id = $1 ORDER BY id DESC LIMIT $2");
        command.Parameters.Add(NpgsqlDbType.Bigint, thingId);
        command.Parameters.Add(NpgsqlDbType.Integer, NotesShown);
        return await command.ListAsync(row => new NoteItem(row.GetInt64(0), row.GetString(1), row.Time(2), row.Json(3)), cancellationToken);
    }

    private async Task<AccessItem> ReadAccessAsync(long thingId, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT password IS NOT NULL, sources::text[] FROM hj212_standing WHERE thing_id = $1");
        command.Parameters.Add(NpgsqlDbType.Bigint, thingId);
        return (await command.ListAsync(
            row => new AccessItem(row.GetBoolean(0), row.IsDBNull(1) ? null : row.GetFieldValue<string[]>(1)), cancellationToken)).SingleOrDefault()
            ?? new AccessItem(HasPassword: false, Sources: null);
    }
}
