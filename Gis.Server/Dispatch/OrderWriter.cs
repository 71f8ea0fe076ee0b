using System.Globalization;
using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Npgsql;

namespace Gis.Server.Dispatch;

/// <summary>Stores an order. The row of unit_assignment is the lock: of two commanders one gets the unit, the other is told who has it.</summary>
internal sealed class OrderWriter(NpgsqlDataSource store, TimeProvider clock)
{
    /// <summary>The estimate is made before, so that no lock is held while roads are searched.</summary>
    public async Task<Result<OrderRow>> IssueAsync(
        IncidentForOrder incident, OrderWish wish, int? etaS, Caller caller, CancellationToken cancellationToken)
    {
        long orderId;
        await using (var transaction = await CommandTransaction.BeginAsync(store, cancellationToken))
        {
            await transaction.LockAsync(ActLock.Incident, incident.Id, cancellationToken);
            await transaction.LockAsync(ActLock.Unit, wish.UnitId, cancellationToken);
            var now = clock.GetUtcNow();
            var standing = await DispatchReader.FindIncidentAsync(transaction.Connection, incident.Id, roots: null, cancellationToken) ?? incident;
            var unit = (await DispatchReader.ReadUnitsAsync(transaction.Connection, roots: null, wish.UnitId, cancellationToken)).Single();
            var result = OrderRules.Issue(wish, standing, unit, now);
            if (result.Fact is null)
            {
                return result.Refusal!;
            }

            var order = new NewOrder(
                standing.Id, standing.Code, standing.Origin, unit.Id, wish.Kind, wish.Text.Trim(), standing.At, wish.DueAt, etaS, caller.AccountId, now);
            (orderId, var code) = await order.InsertAsync(transaction, cancellationToken);
            Assign(transaction, orderId, order);
            var placed = new OrderNow(
                orderId, code, wish.Kind, OrderState.Issued, WasSent: false, standing.Id, standing.Code, standing.AreaCode, unit.Id, unit.Code,
                unit.CallSign, unit.AreaCode);
            OrderLedger.Append(
                transaction, placed, "order_issued", OrderSaid.ByCommander(caller.AccountId, wish.Text, now), Details(placed, order));
            transaction.Audit(new AuditEntry(
                caller.AccountId, caller.Name, "order.issue", "order", orderId.ToString(CultureInfo.InvariantCulture), standing.AreaCode,
                JsonSerializer.Serialize(Details(placed, order), JsonSerializerOptions.Web)));
            await transaction.CommitAsync(cancellationToken, OrderLedger.News(placed));
        }

        return await ReadAsync(orderId, cancellationToken);
    }

    public async Task<OrderRow> ReadAsync(long orderId, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        return (await OrderRows.FindAsync(connection, orderId, cancellationToken))!;
    }

    private static void Assign(CommandTransaction transaction, long orderId, NewOrder order)
    {
        transaction.Later(
            "INSERT INTO unit_assignment (unit_id, order_id, incident_id) VALUES ($1, $2, $3)",
            order.UnitId, orderId, order.IncidentId);
        transaction.Later(
            "INSERT INTO unit_state_event (unit_id, state, at, account_id, order_id) VALUES ($1, $2, $3, $4, $5)",
            order.UnitId, UnitState.Dispatched, order.IssuedAt, order.IssuedBy, orderId);
    }

    private static Dictionary<string, object?> Details(OrderNow placed, NewOrder order)
    {
        var details = OrderLedger.Naming(placed);
        details["kind"] = order.Kind;
        details["text"] = order.Text;
        details["etaS"] = order.EtaS;
        details["dueAt"] = order.DueAt?.UtcDateTime;
        return details;
    }
}
