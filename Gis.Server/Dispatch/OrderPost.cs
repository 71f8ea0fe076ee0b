using Gis.Ingest;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Dispatch;

/// <summary>
/// Carries orders to their units over the broker, and stores 'sent' once the broker has confirmed. Units that listen at an ingest's endpoint get theirs
/// from the store, by ingest. Twice is harmless: the code is the same.
/// </summary>
internal sealed class OrderPost(NpgsqlDataSource store, IFieldPublisher publisher, TimeProvider clock, ILogger<OrderPost> logger)
{
    private const byte NoSubscriber = 0x10;
    private const byte FirstFailure = 0x80;

    /// <summary>How far back one looks for orders that never went out.</summary>
    private const int NewestOrders = 5000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromSeconds(30);

    /// <summary>A unit that has just come may have begun to listen without the store knowing yet: ingests tell it five times a second.</summary>
    private static readonly TimeSpan SecondLookAfter = TimeSpan.FromSeconds(1);

    private const string Select = """
        SELECT o.id, o.code, i.code, o.kind, o.text, o.lon, o.lat, o.due_at, o.unit_id, u.code, o.issued_at
        FROM field_order o JOIN incident i ON i.id = o.incident_id JOIN unit u ON u.id = o.unit_id
        """;

    private readonly Dictionary<long, DateTimeOffset> _notBefore = [];
    private readonly HashSet<long> _unheard = [];

    /// <summary>Sends all that is issued and not sent, oldest first; gives how soon to look again, where an order waits for its second look.</summary>
    public async Task<TimeSpan?> SendDueAsync(CancellationToken cancellationToken)
    {
        var brokerIsAway = false;
        var due = await ReadAsync($"""
            {Select}
            WHERE o.id > (SELECT coalesce(max(id), 0) - $1 FROM field_order)
              AND NOT EXISTS (SELECT FROM assignment_event e WHERE e.order_id = o.id AND e.state <> 'issued')
            ORDER BY o.id
            """, NewestOrders, cancellationToken);
        _unheard.IntersectWith(due.Select(order => order.Id));
        foreach (var order in due)
        {
            var now = clock.GetUtcNow();
            if (_notBefore.TryGetValue(order.Id, out var notBefore) && now < notBefore)
            {
                continue;
            }

            // Asked first: a unit may have its order from there, and be gone, before the broker is known not to answer.
            var listensAtEndpoint = await ListensAtEndpointAsync(order, cancellationToken);
            // Where the broker is away the others would wait as long.
            var reason = brokerIsAway ? null : await PublishAsync(order, cancellationToken);
            brokerIsAway = reason is null;
            var isHeard = listensAtEndpoint || reason is < FirstFailure and not NoSubscriber;
            if (reason is NoSubscriber && !isHeard && _unheard.Add(order.Id))
            {
                _notBefore[order.Id] = now + SecondLookAfter;
            }
            else if (isHeard || reason is NoSubscriber)
            {
                await StoreSentAsync(order, isHeard, cancellationToken);
            }
            else if (reason is { } refusal)
            {
                await NoteRefusalAsync(order, refusal, cancellationToken);
            }
        }

        return _unheard.Count > 0 ? SecondLookAfter : null;
    }

    /// <summary>Sends an order once more; false when neither the broker took it nor the unit listens at an endpoint, which gives it again by itself.</summary>
    public async Task<bool> SendAgainAsync(long orderId, CancellationToken cancellationToken) =>
        (await ReadAsync($"{Select} WHERE o.id = $1", orderId, cancellationToken)) is [var order]
        && (await PublishAsync(order, cancellationToken) is < FirstFailure || await ListensAtEndpointAsync(order, cancellationToken));

    /// <summary>The broker's reason code; null when it did not answer in time.</summary>
    private async Task<byte?> PublishAsync(OutgoingOrder order, CancellationToken cancellationToken)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        cut.CancelAfter(Patience);
        try
        {
            return await publisher.PublishAsync(order.Topic, order.Message.Payload(), cut.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            logger.OrderNotConfirmed(order.Message.Order, order.Unit, Patience.TotalMilliseconds);
            return null;
        }
    }

    private async Task StoreSentAsync(OutgoingOrder order, bool isHeard, CancellationToken cancellationToken)
    {
        _notBefore.Remove(order.Id);
        _unheard.Remove(order.Id);
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        await transaction.LockAsync(ActLock.Unit, order.UnitId, cancellationToken);
        if (await OrderLedger.FindAsync(transaction, order.Id, cancellationToken) is not { WasSent: false } standing)
        {
            return;   // another process of ours was quicker
        }

        var now = clock.GetUtcNow();
        var said = OrderSaid.BySystem(isHeard ? null : "no-subscriber", now);
        var news = OrderLedger.Take(transaction, standing, OrderRules.Take(standing.State, OrderState.Sent), said);
        await transaction.CommitAsync(cancellationToken, news);
        logger.OrderSent(order.Message.Order, order.Unit, (now - order.IssuedAt).TotalMilliseconds);
    }

    /// <summary>True when an ingest says that it gives this unit its orders.</summary>
    private async Task<bool> ListensAtEndpointAsync(OutgoingOrder order, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT EXISTS (SELECT FROM unit_listening WHERE unit = $1)");
        command.Parameters.Add(NpgsqlDbType.Text, order.Unit);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The commander sees on the timeline, once, that the broker will not carry it.</summary>
    private async Task NoteRefusalAsync(OutgoingOrder order, byte reason, CancellationToken cancellationToken)
    {
        _notBefore[order.Id] = clock.GetUtcNow() + AfterRefusal;
        logger.OrderRefusedByBroker(order.Message.Order, order.Unit, reason, AfterRefusal.TotalMilliseconds);
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        await transaction.LockAsync(ActLock.Unit, order.UnitId, cancellationToken);
        var standing = (await OrderLedger.FindAsync(transaction, order.Id, cancellationToken))!;
        var told = await transaction.ScalarAsync<bool>("""
            SELECT EXISTS (SELECT FROM incident_event WHERE incident_id = $1 AND details ->> 'order' = $2 AND details ? 'problem')
            """, cancellationToken, standing.IncidentId, standing.Code);
        if (told)
        {
            return;
        }

        var details = OrderLedger.Naming(standing);
        details["state"] = standing.State;
        details["problem"] = "broker-refused";
        details["reason"] = $"0x{reason:X2}";
        OrderLedger.Append(transaction, standing, "order_state", OrderSaid.BySystem(null, clock.GetUtcNow()), details);
        await transaction.CommitAsync(cancellationToken, OrderLedger.News(standing));
    }

    private async Task<IReadOnlyList<OutgoingOrder>> ReadAsync(string sql, long value, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(sql);
        command.Parameters.Add(NpgsqlDbType.Bigint, value);
        return await command.ListAsync(
            row => new OutgoingOrder(
                row.GetInt64(0), row.GetInt64(8), row.GetString(9), row.Time(10),
                new FieldOrder(
                    row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetDouble(5), row.GetDouble(6),
                    row.TimeOrNull(7)?.UtcDateTime)),
            cancellationToken);
    }
}
