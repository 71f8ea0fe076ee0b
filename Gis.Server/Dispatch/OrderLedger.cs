using System.Text.Json;
using Gis.Server.ReadModel;
using Gis.Server.Rules;

namespace Gis.Server.Dispatch;

/// <summary>Writes what becomes of orders: the state, the unit's own state, the incident's timeline, and the release of the unit, always together.</summary>
internal static class OrderLedger
{
    private const string Standing = """
        SELECT o.id, o.code, o.kind, o.state, o.sent_at IS NOT NULL, i.id, i.code, i.area_code, u.id, u.code, u.call_sign, u.area_code
        FROM order_standing o JOIN incident i ON i.id = o.incident_id JOIN unit u ON u.id = o.unit_id
        """;

    public static Task<OrderNow?> FindAsync(CommandTransaction transaction, long orderId, CancellationToken cancellationToken) =>
        FindAsync(transaction, $"{Standing} WHERE o.id = $1", orderId, cancellationToken);

    public static Task<OrderNow?> FindByCodeAsync(CommandTransaction transaction, string code, CancellationToken cancellationToken) =>
        FindAsync(transaction, $"{Standing} WHERE o.code = $1", code, cancellationToken);

    public static Task<OrderNow?> FindOfUnitAsync(CommandTransaction transaction, long unitId, CancellationToken cancellationToken) =>
        FindAsync(transaction, $"{Standing} WHERE o.id = (SELECT order_id FROM unit_assignment WHERE unit_id = $1)", unitId, cancellationToken);

    /// <summary>The unit's lock must be held. Returns what the live log has to say.</summary>
    public static LiveEntry Take(CommandTransaction transaction, OrderNow order, OrderStateTaken taken, OrderSaid said)
    {
        transaction.Later("""
            INSERT INTO assignment_event (order_id, state, at, device_at, source, account_id, text, out_of_order, report_id)
            VALUES ($1, $2, $3, $4::timestamptz, $5, $6::bigint, $7::text, $8, $9::bigint)
            """,
            order.Id, taken.State, said.At, said.DeviceAt, said.Source, said.AccountId, said.Text, taken.OutOfOrder, said.ReportId);
        if (!taken.OutOfOrder && order.Kind != StandDownOrder.Kind)
        {
            MoveUnit(transaction, order, taken, said);
        }

        Append(transaction, order, "order_state", said, Facts(order, taken, said));
        return News(order);
    }

    public static void Append(
        CommandTransaction transaction, OrderNow order, string kind, OrderSaid said, IReadOnlyDictionary<string, object?> details) =>
        transaction.Later(
            "INSERT INTO incident_event (incident_id, kind, at, account_id, details) VALUES ($1, $2, $3, $4::bigint, $5::jsonb)",
            order.IncidentId, kind, said.At, said.AccountId, JsonSerializer.Serialize(details, JsonSerializerOptions.Web));

    public static LiveEntry News(OrderNow order) => new(
        "order", [order.Id], [.. new[] { order.IncidentArea, order.UnitArea }.Distinct()],
        JsonSerializer.Serialize(new { incident = order.IncidentId, unit = order.UnitId }));

    public static Dictionary<string, object?> Naming(OrderNow order) => new()
    {
        ["orderId"] = order.Id,
        ["order"] = order.Code,
        ["unitId"] = order.UnitId,
        ["unit"] = order.UnitCode,
        ["callSign"] = order.CallSign,
    };

    private static void MoveUnit(CommandTransaction transaction, OrderNow order, OrderStateTaken taken, OrderSaid said)
    {
        transaction.Later(
            "INSERT INTO unit_state_event (unit_id, state, at, account_id, order_id) VALUES ($1, $2, $3, $4::bigint, $5)",
            order.UnitId, OrderState.OfUnit(taken.State), said.At, said.AccountId, order.Id);
        if (taken.FreesUnit)
        {
            transaction.Later("DELETE FROM unit_assignment WHERE order_id = $1", order.Id);
        }
    }

    private static Dictionary<string, object?> Facts(OrderNow order, OrderStateTaken taken, OrderSaid said)
    {
        var facts = Naming(order);
        facts["kind"] = order.Kind;
        facts["state"] = taken.State;
        facts["source"] = said.Source;
        if (said.Text is not null)
        {
            facts["text"] = said.Text;
        }

        if (said.DeviceAt is { } deviceAt)
        {
            facts["deviceAt"] = deviceAt.UtcDateTime;
        }

        if (taken.OutOfOrder)
        {
            facts["outOfOrder"] = true;
        }

        return facts;
    }

    private static async Task<OrderNow?> FindAsync(CommandTransaction transaction, string sql, object value, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(sql, value);
        return (await command.ListAsync(
            row => new OrderNow(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetBoolean(4), row.GetInt64(5), row.GetString(6),
                row.GetString(7), row.GetInt64(8), row.GetString(9), row.GetString(10), row.GetString(11)),
            cancellationToken)).SingleOrDefault();
    }
}
