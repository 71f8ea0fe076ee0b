using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Dispatch;

/// <summary>Looks through the orders that wait for an answer and does what the rules of the watch say is due.</summary>
internal sealed class OrderWatchDesk(NpgsqlDataSource store, OrderPost post, Recommender recommender, TimeProvider clock)
{
    /// <summary>A refusal further back in the ledger than this was dealt with long ago.</summary>
    private const int NewestFacts = 2000;

    private const string Select = """
        SELECT o.id, o.code, o.incident_id, o.state, o.sent_at, o.due_at,
               EXISTS (SELECT FROM incident_event e WHERE e.incident_id = o.incident_id AND e.kind = 'realerted' AND e.details ->> 'order' = o.code),
               EXISTS (SELECT FROM incident_event e WHERE e.incident_id = o.incident_id AND e.kind = 'next_unit_offered' AND e.details ->> 'order' = o.code)
        FROM order_standing o
        """;

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var order in await ReadAsync(cancellationToken))
        {
            switch (WatchRules.Next(order, clock.GetUtcNow()))
            {
                case WatchStep.Realert:
                    await RealertAsync(order, cancellationToken);
                    break;
                case WatchStep.OfferNextUnit:
                    await OfferNextAsync(order, cancellationToken);
                    break;
                case WatchStep.Expire:
                    await ExpireAsync(order, cancellationToken);
                    break;
                default:
                    break;
            }
        }
    }

    private async Task RealertAsync(WatchedOrder order, CancellationToken cancellationToken)
    {
        var resent = await post.SendAgainAsync(order.Id, cancellationToken);
        await NoteAsync(order, WatchStep.Realert, "realerted", details => details["resent"] = resent, cancellationToken);
    }

    private async Task OfferNextAsync(WatchedOrder order, CancellationToken cancellationToken)
    {
        var recommended = await recommender.RecommendAsync(order.IncidentId, roots: null, kinds: null, cancellationToken);
        var next = recommended?.Units.FirstOrDefault(found => !found.RefusedBefore);
        await NoteAsync(order, WatchStep.OfferNextUnit, "next_unit_offered", details =>
        {
            details["reason"] = order.State == OrderState.Sent ? "unanswered" : order.State;
            details["nextUnitId"] = next?.Unit.Id;
            details["nextUnit"] = next?.Unit.Code;
            details["nextCallSign"] = next?.Unit.CallSign;
            details["etaS"] = next?.Route is { } way ? (int)Math.Ceiling(way.Seconds) : null;
        }, cancellationToken);
    }

    /// <summary>Notes on the timeline what was done, unless the order has moved on or somebody else noted it meanwhile.</summary>
    private async Task NoteAsync(
        WatchedOrder watched, WatchStep step, string kind, Action<Dictionary<string, object?>> fill, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        if (await LockIfStillDueAsync(transaction, watched, step, cancellationToken) is not { } order)
        {
            return;
        }

        var details = OrderLedger.Naming(order);
        fill(details);
        OrderLedger.Append(transaction, order, kind, OrderSaid.BySystem(null, clock.GetUtcNow()), details);
        await transaction.CommitAsync(cancellationToken, OrderLedger.News(order), new LiveEntry("incident", [order.IncidentId], [order.IncidentArea]));
    }

    private async Task ExpireAsync(WatchedOrder watched, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        if (await LockIfStillDueAsync(transaction, watched, WatchStep.Expire, cancellationToken) is not { } order)
        {
            return;
        }

        var said = OrderSaid.BySystem(null, clock.GetUtcNow());
        var news = OrderLedger.Take(transaction, order, OrderRules.Take(order.State, OrderState.Expired), said);
        await transaction.CommitAsync(cancellationToken, news);
    }

    private async Task<OrderNow?> LockIfStillDueAsync(
        CommandTransaction transaction, WatchedOrder watched, WatchStep step, CancellationToken cancellationToken)
    {
        var unitId = await transaction.ScalarAsync<long>("SELECT unit_id FROM field_order WHERE id = $1", cancellationToken, watched.Id);
        await transaction.LockAsync(ActLock.Unit, unitId, cancellationToken);
        await using var command = transaction.Command($"{Select} WHERE o.id = $1", watched.Id);
        var now = (await command.ListAsync(Read, cancellationToken)).Single();
        return WatchRules.Next(now, clock.GetUtcNow()) == step ? await OrderLedger.FindAsync(transaction, watched.Id, cancellationToken) : null;
    }

    private async Task<IReadOnlyList<WatchedOrder>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand($"""
            {Select}
            JOIN incident_standing i ON i.id = o.incident_id AND i.state <> 'closed'
            WHERE o.kind <> 'stand_down' AND o.id IN (
                SELECT order_id FROM unit_assignment
                UNION
                SELECT e.order_id FROM assignment_event e
                WHERE e.id > (SELECT coalesce(max(id), 0) - $1 FROM assignment_event)
                  AND e.state IN ('refused', 'failed', 'expired') AND NOT e.out_of_order)
            ORDER BY o.id
            """);
        command.Parameters.Add(NpgsqlDbType.Bigint, (long)NewestFacts);
        return await command.ListAsync(Read, cancellationToken);
    }

    private static WatchedOrder Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.TimeOrNull(4), row.TimeOrNull(5), row.GetBoolean(6), row.GetBoolean(7));
}
