using Gis.Server.Dispatch.Roads;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Dispatch;

/// <summary>Reads what the rules of dispatch need to know.</summary>
internal static class DispatchReader
{
    public static async Task<IncidentForOrder?> FindIncidentAsync(
        NpgsqlConnection connection, long id, string[]? roots, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT id, code, type_code, area_code, lon, lat, state = 'closed', origin
            FROM incident_standing WHERE id = $1 AND ($2::text[] IS NULL OR area_within(area_code, $2))
            """, connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        return (await command.ListAsync(
            row => new IncidentForOrder(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), new LonLat(row.GetDouble(4), row.GetDouble(5)),
                row.GetBoolean(6), row.GetString(7)),
            cancellationToken)).SingleOrDefault();
    }

    /// <summary>Units of the areas, or one of them; where one was never heard it is taken to stand at its base.</summary>
    public static async Task<IReadOnlyList<UnitForOrder>> ReadUnitsAsync(
        NpgsqlConnection connection, string[]? roots, long? unitId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT u.id, u.code, u.call_sign, u.name_zh, u.name_en, u.kind, u.area_code, u.skills, u.state,
                   coalesce(u.lon, u.base_lon), coalesce(u.lat, u.base_lat), u.position_at, o.id, o.code, i.id, i.code, a.display_name
            FROM unit_standing u
            LEFT JOIN field_order o ON o.id = u.order_id
            LEFT JOIN incident i ON i.id = u.incident_id
            LEFT JOIN account a ON a.id = o.issued_by
            WHERE ($1::text[] IS NULL OR area_within(u.area_code, $1)) AND ($2::bigint IS NULL OR u.id = $2)
            ORDER BY u.id
            """, connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        command.Parameters.Add(NpgsqlDbType.Bigint, unitId);
        return await command.ListAsync(
            row => new UnitForOrder(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6),
                row.GetFieldValue<string[]>(7), row.GetString(8), new LonLat(row.GetDouble(9), row.GetDouble(10)), row.TimeOrNull(11),
                row.IsDBNull(12) ? null : new OrderHolder(
                    row.GetInt64(12), row.GetString(13), row.GetInt64(14), row.GetString(15), row.GetString(16))),
            cancellationToken);
    }

    /// <summary>Units that refused, failed or did not answer for this incident.</summary>
    public static async Task<IReadOnlySet<long>> ReadRefusedAsync(
        NpgsqlConnection connection, long incidentId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT DISTINCT unit_id FROM order_standing WHERE incident_id = $1 AND state IN ('refused', 'failed', 'expired')", connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, incidentId);
        return (await command.ListAsync(row => row.GetInt64(0), cancellationToken)).ToHashSet();
    }
}
