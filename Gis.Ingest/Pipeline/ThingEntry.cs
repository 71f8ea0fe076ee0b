using Gis.Ingest.Alarms;
using Gis.Ingest.Hj212.Devices;
using Gis.Ingest.Meters;

namespace Gis.Ingest.Pipeline;

/// <summary>What ingest must know of a registered thing: where it belongs, its datastreams and its limits.</summary>
internal sealed class ThingEntry(long id, string kind, string area, string origin, double? q3M3h)
{
    private readonly Dictionary<(string Property, int PeriodS), StreamEntry> _streams = [];
    private readonly List<LimitEntry> _limits = [];

    public long Id { get; } = id;

    public string Kind { get; } = kind;

    public string Area { get; } = area;

    public string Origin { get; } = origin;

    /// <summary>A water meter's permanent flow.</summary>
    public double? Q3M3h { get; } = q3M3h;

    /// <summary>All its aliases' codes: the users who may speak for it where a topic holds no name.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>What a water meter's register can hold: 100 000 for five digits before the comma. Null where nobody has registered it.</summary>
    public double? RegisterM3 { get; init; }

    /// <summary>What a water meter meters.</summary>
    public MeterRole Role { get; init; }

    /// <summary>The usual flow of the hour that a meter's last readings were of; null where nobody has asked.</summary>
    public UsualFlow? Usual { get; set; }

    /// <summary>What is asked of its HJ 212 device.</summary>
    public DeviceAccess Access { get; set; } = DeviceAccess.Open;

    /// <summary>When it was last made sure that the store knows by which way the device is heard.</summary>
    public DateTimeOffset SessionLookedUpAt { get; set; }

    public void Add(StreamEntry stream) => _streams[(stream.Property, stream.PeriodS)] = stream;

    public void Add(LimitEntry limit) => _limits.Add(limit);

    public StreamEntry? Instant(string property) => _streams.GetValueOrDefault((property, 0));

    /// <summary>The datastream of this id; null when it is none of this thing's.</summary>
    public StreamEntry? Stream(long id) => _streams.Values.FirstOrDefault(s => s.Id == id);

    /// <param name="property">What is observed.</param>
    /// <param name="periodS">Seconds; 0 stands for the thing's own period of less than an hour, since minute data don't state theirs.</param>
    public StreamEntry? Period(string property, int periodS) =>
        periodS > 0
            ? _streams.GetValueOrDefault((property, periodS))
            : _streams.Values.Where(s => s.Property == property && s.PeriodS is > 0 and < 3_600).MinBy(s => s.PeriodS);

    public IEnumerable<LimitEntry> LimitsOf(string property, DateTimeOffset at) => _limits.Where(l => l.Property == property && l.IsInForce(at));

    /// <summary>Of the limits in force on a property, that of the shortest period.</summary>
    public LimitEntry? ShortestLimit(string property, DateTimeOffset at)
    {
        LimitEntry? shortest = null;
        foreach (var limit in _limits)
        {
            if (limit.Property == property && limit.IsInForce(at) && (shortest is null || limit.PeriodS < shortest.PeriodS))
            {
                shortest = limit;
            }
        }

        return shortest;
    }

    public bool HasLimits => _limits.Count > 0;
}
