using Gis.Demo.Terrain;

namespace Gis.Demo.Simulation;

/// <summary>
/// How a unit behaves: waits at its base, patrols now and then, answers an order after some seconds, drives there along the roads, works, goes home.
/// A few orders it refuses, and a few it does not answer at all.
/// </summary>
internal sealed class UnitConduct(
    FieldUnit unit, RoadNetwork roads, IReadOnlyList<LonLat> sights, double haste, bool refusesAlways, bool silentAlways, Dice dice)
{
    private const double RefusedShare = 0.1;
    private const double IgnoredShare = 0.08;
    private const double PatrolM = 25_000;

    private static readonly string[] Excuses = ["车辆故障，无法出动 (vehicle broken down)", "正在执行其他紧急任务 (on another urgent task)", "道路中断，无法通行 (road cut)"];

    private readonly Queue<FieldReport> _reports = new();
    private readonly HashSet<string> _seen = [];
    private LonLat _from = unit.Base;
    private Drive? _drive;
    private DateTimeOffset _departure;
    private DateTimeOffset? _patrolAt;
    private string? _order;

    /// <summary>When something happens next that is not a position.</summary>
    public DateTimeOffset? NextDue => _reports.TryPeek(out var report) ? report.At : _patrolAt;

    private bool Patrols => unit.Kind is "monitoring" or "enforcement" or "police";

    public void Take(FieldOrder order, DateTimeOffset now)
    {
        if (order.IsCancelled)
        {
            StandDown(order, now);
        }
        else if (order.Goal is { } goal && _order != order.Code)
        {
            Answer(order, goal, now, again: !_seen.Add(order.Code));
        }
    }

    /// <summary>The report that is due, if one is; it is gone only once it was sent.</summary>
    public FieldReport? NextReport(DateTimeOffset now)
    {
        if (_patrolAt <= now && _order is null)
        {
            BeginPatrol(now);
        }

        return _reports.TryPeek(out var report) && report.At <= now ? report : null;
    }

    public void Reported()
    {
        var report = _reports.Dequeue();
        if (report.State == "done")
        {
            _order = null;
            Go(unit.Base, report.At, report.At);
        }
    }

    public bool IsMoving(DateTimeOffset now) => _drive is not null && now >= _departure && (now - _departure).TotalSeconds * haste < _drive.Seconds;

    public (LonLat At, double SpeedMps, double? HeadingDeg) Where(DateTimeOffset now)
    {
        if (_patrolAt is null && _order is null && Patrols && !IsMoving(now))
        {
            _patrolAt = now.AddMinutes(dice.Between(20, 100));
        }

        return _drive is null || now < _departure ? (_from, 0, null) : _drive.After((now - _departure).TotalSeconds * haste);
    }

    private void Answer(FieldOrder order, LonLat goal, DateTimeOffset now, bool again)
    {
        var mood = Dice.Share(Dice.Hash(unit.Code), (long)(Dice.Hash(order.Code) >> 1));
        if (silentAlways || (mood < IgnoredShare && !again))
        {
            return;
        }

        if (refusesAlways || mood > 1 - RefusedShare)
        {
            _reports.Enqueue(new FieldReport(Soon(now, 4, 12), order.Code, "refused", dice.Pick(Excuses)));
            return;
        }

        Where(now);
        _reports.Clear();
        _order = order.Code;
        _patrolAt = null;
        var taken = Soon(now, 3, 14);
        var off = Soon(taken, 8, 30);
        Go(goal, now, off);
        var there = off.AddSeconds(_drive!.Seconds / haste);
        _reports.Enqueue(new FieldReport(taken, order.Code, "acknowledged"));
        _reports.Enqueue(new FieldReport(off, order.Code, "en_route"));
        _reports.Enqueue(new FieldReport(there, order.Code, "on_scene"));
        _reports.Enqueue(new FieldReport(Soon(there, 300, 900), order.Code, "done"));
    }

    /// <summary>Turns round at once; a recall that is an order of its own is answered as one.</summary>
    private void StandDown(FieldOrder order, DateTimeOffset now)
    {
        var isRecall = order.Kind == FieldOrder.StandDown && order.Code != _order;
        if (_order is not null && (isRecall || order.Code == _order))
        {
            _order = null;
            _reports.Clear();
            Go(unit.Base, now, now);
        }

        if (isRecall && !silentAlways && _seen.Add(order.Code))
        {
            var taken = Soon(now, 3, 10);
            _reports.Enqueue(new FieldReport(taken, order.Code, "acknowledged"));
            _reports.Enqueue(new FieldReport(Soon(taken, 3, 10), order.Code, "done"));
        }
    }

    private void BeginPatrol(DateTimeOffset now)
    {
        _patrolAt = null;
        var (at, _, _) = Where(now);
        var near = sights.Where(sight => Earth.DistanceM(sight, unit.Base) < PatrolM).ToList();
        if (near.Count > 0)
        {
            Go(Earth.DistanceM(at, unit.Base) > 2_000 ? unit.Base : dice.Pick(near), now, now);
        }
    }

    private void Go(LonLat goal, DateTimeOffset now, DateTimeOffset departure)
    {
        _from = _drive is null || now < _departure ? _from : _drive.After((now - _departure).TotalSeconds * haste).At;
        _drive = roads.Route(_from, goal);
        _departure = departure;
    }

    private DateTimeOffset Soon(DateTimeOffset from, double leastS, double mostS) => from.AddSeconds(dice.Between(leastS, mostS) / Math.Min(haste, 20));
}
