using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.ReadModel;

/// <summary>Reads orders as they stand now.</summary>
internal static class OrderRows
{
    public static Task<IReadOnlyList<OrderRow>> OfIncidentAsync(NpgsqlConnection connection, long incidentId, CancellationToken cancellationToken) =>
        ReadAsync(connection, "o.incident_id = $1", incidentId, cancellationToken);

    public static async Task<OrderRow?> FindAsync(NpgsqlConnection connection, long orderId, CancellationToken cancellationToken) =>
        (await ReadAsync(connection, "o.id = $1", orderId, cancellationToken)).SingleOrDefault();

    private static async Task<IReadOnlyList<OrderRow>> ReadAsync(
        NpgsqlConnection connection, string which, long id, CancellationToken cancellationToken)
    {
        var events = await ReadEventsAsync(connection, which, id, cancellationToken);
        await using var command = new NpgsqlCommand($"""
            SELECT o.id, o.code, o.incident_id, o.unit_id, u.call_sign, o.kind, o.text, o.lon, o.lat, o.due_at, o.issued_at, a.display_name,
                   o.state, o.state_at, o.state_text, o.eta_s
            FROM order_standing o JOIN unit u ON u.id = o.unit_id JOIN account a ON a.id = o.issued_by
            WHERE {which} ORDER BY o.id
            """, connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        return await command.ListAsync(
            row => new OrderRow(
                row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetString(4), row.GetString(5), row.GetString(6),
                row.GetDouble(7), row.GetDouble(8), row.TimeOrNull(9), row.Time(10), row.GetString(11), row.GetString(12), row.Time(13),
                row.TextOrNull(14), row.IntOrNull(15), [.. events[row.GetInt64(0)]]),
            cancellationToken);
    }

    private static async Task<ILookup<long, OrderEventRow>> ReadEventsAsync(
        NpgsqlConnection connection, string which, long id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            SELECT e.order_id, e.state, e.at, e.device_at, e.source, e.text, e.out_of_order
            FROM assignment_event e JOIN field_order o ON o.id = e.order_id WHERE {which} ORDER BY e.id
            """, connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        return (await command.ListAsync(
            row => (Order: row.GetInt64(0), Event: new OrderEventRow(
                row.GetString(1), row.Time(2), row.TimeOrNull(3), row.GetString(4), row.TextOrNull(5), row.GetBoolean(6))),
            cancellationToken)).ToLookup(found => found.Order, found => found.Event);
    }
}
