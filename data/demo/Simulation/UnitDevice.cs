using System.Collections.Concurrent;
using System.Text.Json;
using Gis.Demo.Field;
using Gis.Demo.Terrain;
using Microsoft.Extensions.Logging;

namespace Gis.Demo.Simulation;

/// <summary>The tablet of a field unit: says where the unit is, takes orders, and tells how they go.</summary>
internal sealed class UnitDevice : IFieldDevice
{
    private static readonly TimeSpan StillEvery = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MovingEvery = TimeSpan.FromSeconds(10);

    private readonly UnitConduct _conduct;
    private readonly FieldUnit _unit;
    private readonly FieldLink _link;
    private readonly FieldTally _tally;
    private readonly ILogger _logger;
    private readonly ConcurrentQueue<FieldOrder> _orders = new();
    private DateTimeOffset _nextPosition;

    public UnitDevice(
        FieldUnit unit, UnitConduct conduct, BrokerAddress broker, string password, Action<IFieldDevice> wake, FieldTally tally, ILogger logger)
    {
        _unit = unit;
        _conduct = conduct;
        _tally = tally;
        _logger = logger;
        _link = new FieldLink(broker, unit.Code, password, $"units/{unit.Code}/orders", payload => Hear(payload, wake), (int)StillEvery.TotalSeconds * 3);
    }

    public string Code => _unit.Code;

    public DateTimeOffset FirstDue(DateTimeOffset now) => now.AddSeconds(10 * Dice.Share(Dice.Hash(_unit.Code), 30));

    public async Task<DateTimeOffset> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (_orders.TryDequeue(out var order))
        {
            _conduct.Take(order, now);
        }

        while (_conduct.NextReport(now) is { } report)
        {
            await _link.PublishAsync($"units/{_unit.Code}/reports", Words(report), cancellationToken);
            _conduct.Reported();
            _logger.UnitReports(_unit.Code, report.State, report.Order);
        }

        if (_nextPosition <= now)
        {
            await _link.PublishAsync($"units/{_unit.Code}/position", Place(now), cancellationToken);
            FieldTally.Count(ref _tally.Positions);
            _nextPosition = now + (_conduct.IsMoving(now) ? MovingEvery : StillEvery);
        }

        return _conduct.NextDue is { } due && due < _nextPosition ? due : _nextPosition;
    }

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private byte[] Place(DateTimeOffset now)
    {
        var (at, speedMps, headingDeg) = _conduct.Where(now);
        return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?>
        {
            ["time"] = now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"),
            ["lon"] = Math.Round(at.Lon, 6),
            ["lat"] = Math.Round(at.Lat, 6),
            ["speed_mps"] = Math.Round(speedMps, 1),
            ["heading_deg"] = headingDeg is { } heading ? Math.Round(heading) % 360 : null,
        });
    }

    private static byte[] Words(FieldReport report)
    {
        var said = new Dictionary<string, string>
        {
            ["time"] = report.At.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"),
            ["order"] = report.Order,
            ["state"] = report.State,
        };
        if (report.Text is not null)
        {
            said["text"] = report.Text;
        }

        return JsonSerializer.SerializeToUtf8Bytes(said);
    }

    private void Hear(byte[] payload, Action<IFieldDevice> wake)
    {
        if (FieldOrder.TryRead(payload, out var order))
        {
            FieldTally.Count(ref _tally.Orders);
            _orders.Enqueue(order);
            _nextPosition = DateTimeOffset.MinValue;
            wake(this);
        }
    }
}
