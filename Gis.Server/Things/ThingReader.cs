using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Things;

/// <summary>Reads one thing with all that hangs on it; a thing outside the roots is as absent as one that never was.</summary>
internal sealed class ThingReader(NpgsqlDataSource store)
{
    private const int OpenAlarmsShown = 50;
    private const int IncidentsShown = 20;

    public async Task<ThingCard?> FindAsync(long id, string[] roots, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var command = Ask(connection, """
            SELECT id, kind, name_zh, name_en, area_code, lon, lat, properties, origin
            FROM thing WHERE id = $1 AND retired_at IS NULL AND area_within(area_code, $2)
            """, id);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        var found = await command.ListAsync(
            row => new ThingCard(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetDouble(5), row.GetDouble(6),
                row.Json(7), row.GetString(8), [], [], [], [], [], []),
            cancellationToken);
        return found.Count == 0 ? null : found[0] with
        {
            Aliases = await ReadAliasesAsync(connection, id, cancellationToken),
            Datastreams = await ReadDatastreamsAsync(connection, id, cancellationToken),
            Limits = await ReadLimitsAsync(connection, id, cancellationToken),
            Cameras = await ReadCamerasAsync(connection, id, roots, cancellationToken),
            OpenAlarms = await AlarmRows.ReadAsync(
                connection, new AlarmFilter(roots, Open: true, History: false, ThingId: id, Limit: OpenAlarmsShown), cancellationToken),
            Incidents = await IncidentRows.ReadAsync(connection, new IncidentFilter(roots, ThingId: id, Limit: IncidentsShown), cancellationToken),
        };
    }

    public async Task<bool> ExistsAsync(long id, string[] roots, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            "SELECT EXISTS (SELECT FROM thing WHERE id = $1 AND retired_at IS NULL AND area_within(area_code, $2))");
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<IReadOnlyList<AliasItem>> ReadAliasesAsync(NpgsqlConnection connection, long id, CancellationToken cancellationToken)
    {
        await using var command = Ask(connection, "SELECT scheme, code FROM thing_alias WHERE thing_id = $1 ORDER BY scheme, code", id);
        return await command.ListAsync(row => new AliasItem(row.GetString(0), row.GetString(1)), cancellationToken);
    }

    private static async Task<IReadOnlyList<DatastreamItem>> ReadDatastreamsAsync(
        NpgsqlConnection connection, long id, CancellationToken cancellationToken)
    {
        await using var command = Ask(connection, """
            SELECT d.id, d.property, d.statistic, d.period_s, d.unit, d.interval_s,
                   l.phenomenon_time, l.value, l.zs_value, l.flag::text, l.quality, l.received_at
            FROM datastream d LEFT JOIN latest_observation l ON l.datastream_id = d.id
            WHERE d.thing_id = $1 AND d.retired_at IS NULL
            ORDER BY d.property, d.period_s
            """, id);
        return await command.ListAsync(
            row => new DatastreamItem(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetString(4), row.GetInt32(5),
                row.IsDBNull(6) ? null : new LatestItem(
                    row.Time(6), row.DoubleOrNull(7), row.DoubleOrNull(8), row.TextOrNull(9), row.GetInt16(10), row.Time(11))),
            cancellationToken);
    }

    private static async Task<IReadOnlyList<LimitItem>> ReadLimitsAsync(NpgsqlConnection connection, long id, CancellationToken cancellationToken)
    {
        await using var command = Ask(connection, """
            SELECT property, period_s, basis, upper_limit, lower_limit, unit, source, valid_from
            FROM permit_limit WHERE thing_id = $1 AND valid_from <= now() AND (valid_to IS NULL OR valid_to > now())
            ORDER BY property, period_s, basis
            """, id);
        return await command.ListAsync(
            row => new LimitItem(
                row.GetString(0), row.GetInt32(1), row.GetString(2), row.DoubleOrNull(3), row.DoubleOrNull(4), row.GetString(5), row.GetString(6),
                row.Time(7)),
            cancellationToken);
    }

    private static async Task<IReadOnlyList<CameraItem>> ReadCamerasAsync(
        NpgsqlConnection connection, long id, string[] roots, CancellationToken cancellationToken)
    {
        await using var command = Ask(connection, """
            SELECT c.id, c.name_zh, c.name_en FROM camera_view v JOIN thing c ON c.id = v.camera_id
            WHERE v.thing_id = $1 AND c.retired_at IS NULL AND area_within(c.area_code, $2) ORDER BY c.id
            """, id);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        return await command.ListAsync(row => new CameraItem(row.GetInt64(0), row.GetString(1), row.GetString(2)), cancellationToken);
    }

    private static NpgsqlCommand Ask(NpgsqlConnection connection, string sql, long id)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        return command;
    }
}
