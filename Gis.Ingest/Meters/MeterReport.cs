using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Meters;

/// <summary>What one message of a water meter says, in one shape whatever the maker; the rules judge it. Previous totals are the meter's own word.</summary>
internal sealed record MeterReport(
    DateTimeOffset ReadAt,
    double? TotalM3 = null,
    double? PreviousTotalM3 = null,
    double? ReverseTotalM3 = null,
    double? PreviousReverseTotalM3 = null,
    double? ReverseGrowthM3 = null,
    double? FlowM3h = null,
    double? Q3M3h = null,
    double? PressureMPa = null,
    double? PressureBeforeMPa = null,
    double? BatteryV = null,
    double? SignalDbm = null,
    MeterValve? Valve = null,
    MeterIntervals? Intervals = null) : FieldFact
{
    /// <summary>The maker's own alarms by our names; null when the message says nothing about them.</summary>
    public IReadOnlyList<string>? Flags { get; init; }

    /// <summary>What of it can't be read, by property; null where all can.</summary>
    public IReadOnlyList<ItemRefusal>? Refused { get; init; }
}
