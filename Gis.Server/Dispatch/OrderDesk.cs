using System.Globalization;
using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Dispatch;

/// <summary>Where a commander changes what stands: cancels an order, stands a unit down, records what it said by radio.</summary>
internal sealed class OrderDesk(NpgsqlDataSource store, TimeProvider clock)
{
    /// <summary>Null where the order is not within the commander's areas.</summary>
    public async Task<long?> FindOrderAsync(long orderId, Caller caller, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            "SELECT o.id FROM field_order o JOIN incident i ON i.id = o.incident_id WHERE o.id = $1 AND area_within(i.area_code, $2)");
        command.Parameters.Add(NpgsqlDbType.Bigint, orderId);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, caller.Roots(Role.Commander));
        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }

    /// <summary>The order that holds a unit of the commander's areas; null where there is no such unit, 0 where nothing holds it.</summary>
    public async Task<long?> FindOrderOfUnitAsync(long unitId, Caller caller, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("""
            SELECT coalesce(a.order_id, 0) FROM unit u LEFT JOIN unit_assignment a ON a.unit_id = u.id
            WHERE u.id = $1 AND u.retired_at IS NULL AND area_within(u.area_code, $2)
            """);
        command.Parameters.Add(NpgsqlDbType.Bigint, unitId);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, caller.Roots(Role.Commander));
        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }

    public Task<Result<OrderRow>> CancelAsync(long orderId, string? text, Caller caller, CancellationToken cancellationToken) =>
        ActAsync(orderId, text, caller, "order.cancel", order => OrderRules.Cancel(order.Code, order.State), recalls: true, cancellationToken);

    public Task<Result<OrderRow>> RecordAsync(long orderId, string? state, string? text, Caller caller, CancellationToken cancellationToken) =>
        ActAsync(
            orderId, text, caller, "order.record_state", order => OrderRules.Record(order.Code, order.State, state ?? ""), recalls: false, cancellationToken);

    public Task<Result<OrderRow>> StandDownAsync(long orderId, string? text, Caller caller, CancellationToken cancellationToken) =>
        ActAsync(orderId, text, caller, "unit.stand_down", StandDown, recalls: true, cancellationToken);

    private static Result<OrderStateTaken> StandDown(OrderNow order) =>
        OrderState.IsActive(order.State) ? OrderRules.StandDown(order.State) : OrderRules.Cancel(order.Code, order.State);

    private async Task<Result<OrderRow>> ActAsync(
        long orderId, string? text, Caller caller, string action, Func<OrderNow, Result<OrderStateTaken>> rule, bool recalls,
        CancellationToken cancellationToken)
    {
        if (text?.Length > OrderRules.MaxTextLength)
        {
            return Refusal.Bad("text", $"at most {OrderRules.MaxTextLength} characters");
        }

        await using (var transaction = await CommandTransaction.BeginAsync(store, cancellationToken))
        {
            var order = (await OrderLedger.FindAsync(transaction, orderId, cancellationToken))!;
            await transaction.LockAsync(ActLock.Incident, order.IncidentId, cancellationToken);
            await transaction.LockAsync(ActLock.Unit, order.UnitId, cancellationToken);
            order = (await OrderLedger.FindAsync(transaction, orderId, cancellationToken))!;
            var result = rule(order);
            if (result.Fact is not { } taken)
            {
                return result.Refusal!;
            }

            var said = OrderSaid.ByCommander(caller.AccountId, string.IsNullOrWhiteSpace(text) ? null : text.Trim(), clock.GetUtcNow());
            var news = OrderLedger.Take(transaction, order, taken, said);
            if (recalls)
            {
                await RecallAsync(transaction, order, action, said, cancellationToken);
            }

            transaction.Audit(new AuditEntry(
                caller.AccountId, caller.Name, action, "order", order.Id.ToString(CultureInfo.InvariantCulture), order.IncidentArea,
                JsonSerializer.Serialize(new { order.Code, taken.State, said.Text, unit = order.UnitCode }, JsonSerializerOptions.Web)));
            await transaction.CommitAsync(cancellationToken, news);
        }

        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        return (await OrderRows.FindAsync(connection, orderId, cancellationToken))!;
    }

    private static async Task RecallAsync(
        CommandTransaction transaction, OrderNow order, string action, OrderSaid said, CancellationToken cancellationToken)
    {
        if (action == "unit.stand_down")
        {
            var details = OrderLedger.Naming(order);
            details["text"] = said.Text;
            OrderLedger.Append(transaction, order, "stood_down", said, details);
        }

        await StandDownOrder.InsertAsync(transaction, order, said.Text ?? order.Code, said.AccountId!.Value, said.At, cancellationToken);
    }
}
