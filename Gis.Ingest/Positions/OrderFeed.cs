using Gis.Ingest.Lines;
using Gis.Ingest.Pipeline;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Ingest.Positions;

/// <summary>
/// Gives the units that are connected to this ingest their orders, straight from the store: what stands open when a unit comes, what is issued while
/// it is there, and once more whatever it has not acknowledged for a while. The same order twice is one order, for its code is the same.
/// </summary>
internal sealed class OrderFeed : BackgroundService
{
    private const string OpenOrdersSql =
        """
        SELECT u.code, o.code, i.code, o.kind, o.text, o.lon, o.lat, o.due_at
        FROM order_standing o JOIN unit u ON u.id = o.unit_id JOIN incident i ON i.id = o.incident_id
        WHERE u.code = ANY ($1) AND o.state IN ('issued', 'sent') AND o.id > (SELECT coalesce(max(id), 0) - 5000 FROM field_order)
        ORDER BY o.id
        """;

    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookAtLeastEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookAtMostEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LeavesWithin = TimeSpan.FromSeconds(2);

    private readonly IngestStore _store;
    private readonly Downlinks _downlinks;
    private readonly UnitListeners _listeners;
    private readonly TimeProvider _clock;
    private readonly ILogger<OrderFeed> _logger;
    private readonly SemaphoreSlim _bell = new(0, 1);
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Topic, string Order), long> _given = [];

    public OrderFeed(IngestStore store, Downlinks downlinks, UnitListeners listeners, TimeProvider clock, ILogger<OrderFeed> logger)
    {
        _store = store;
        _downlinks = downlinks;
        _listeners = listeners;
        _clock = clock;
        _logger = logger;
        downlinks.Added += Welcome;
    }

    public override void Dispose()
    {
        _downlinks.Added -= Welcome;
        _bell.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _bell.WaitAsync(LookAtLeastEvery, stoppingToken);
                await GiveAsync(stoppingToken);
                await Task.Delay(LookAtMostEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException)
            {
                _logger.OrdersNotRead(away.Message);
            }
        }

        await LeaveAsync();
    }

    /// <summary>From here on this ingest gives no orders.</summary>
    private async Task LeaveAsync()
    {
        using var limit = new CancellationTokenSource(LeavesWithin);
        try
        {
            await _listeners.SayAsync([], limit.Token);
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException or OperationCanceledException)
        {
            _logger.OrdersNotRead(away.Message);
        }
    }

    /// <summary>A unit has just begun to listen: whatever it was given before went over another line.</summary>
    private void Welcome(string topic)
    {
        if (UnitOf(topic) is null)
        {
            return;
        }

        lock (_gate)
        {
            foreach (var given in _given.Keys.Where(g => g.Topic == topic).ToList())
            {
                _given.Remove(given);
            }

            if (_bell.CurrentCount == 0)
            {
                _bell.Release();
            }
        }
    }

    private async Task GiveAsync(CancellationToken cancellationToken)
    {
        var units = _downlinks.Topics.Select(UnitOf).OfType<string>().ToArray();
        // Said before the orders are given: who is given one is known to listen.
        await _listeners.SayAsync(units, cancellationToken);
        if (units.Length == 0)
        {
            return;
        }

        var open = new HashSet<(string, string)>();
        await using var command = _store.DataSource.CreateCommand(OpenOrdersSql);
        command.Parameters.Add(new() { Value = units, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var topic = FieldOrder.TopicOf(reader.GetString(0));
            open.Add((topic, reader.GetString(1)));
            Give(topic, new FieldOrder(
                reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetDouble(5), reader.GetDouble(6),
                await reader.IsDBNullAsync(7, cancellationToken) ? null : reader.GetFieldValue<DateTime>(7)));
        }

        lock (_gate)
        {
            foreach (var done in _given.Keys.Where(g => !open.Contains(g)).ToList())
            {
                _given.Remove(done);
            }
        }
    }

    private void Give(string topic, FieldOrder order)
    {
        lock (_gate)
        {
            if (_given.TryGetValue((topic, order.Order), out var at) && _clock.GetElapsedTime(at) < AgainAfter)
            {
                return;
            }

            if (_downlinks.TrySend(new FieldAnswer(topic, order.Payload())))
            {
                _given[(topic, order.Order)] = _clock.GetTimestamp();
            }
        }
    }

    private static string? UnitOf(string topic) => topic.Split('/') is ["units", var unit, "orders"] ? unit : null;
}
