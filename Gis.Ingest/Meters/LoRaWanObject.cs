using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Meters;

/// <summary>What the network server's codec made of an uplink, by our names: <c>volume_m3</c>, <c>alarms</c> and the like.</summary>
internal static class LoRaWanObject
{
    private static readonly string[] Names = ["volume_m3", "reverse_volume_m3", "flow_m3h", "pressure_mpa", "battery_v", "valve", "interval_litres", "alarms"];

    /// <summary>One of our names stands in it; otherwise the codec speaks of something else, and the bytes are looked at.</summary>
    public static bool SaysAnything(JsonElement decoded) => Names.Any(name => decoded.TryGet(name, out _));

    /// <param name="decoded">The field <c>object</c> of the uplink.</param>
    /// <param name="heardAt">When the gateway heard it; <c>read_at</c> says otherwise where the codec knows the meter's own time.</param>
    /// <param name="report">What the meter says.</param>
    /// <param name="why">What would be accepted.</param>
    public static bool TryRead(
        JsonElement decoded, DateTimeOffset heardAt, [NotNullWhen(true)] out MeterReport? report, [NotNullWhen(false)] out Rejection? why)
    {
        report = null;
        var readAt = decoded.Moment("read_at");
        if (readAt is null && decoded.TryGet("read_at", out _))
        {
            why = new Rejection("bad-time", "read_at is ISO 8601 with its zone, or milliseconds since 1970.");
            return false;
        }

        if (!TryReadIntervals(decoded, out var intervals, out why) || !MeterFlags.TryRead(decoded, out var flags, out why))
        {
            return false;
        }

        var numbers = new MeterNumbers();
        report = new MeterReport(
            readAt ?? heardAt,
            TotalM3: numbers.Read(decoded, "volume_m3", MeterProperty.Volume),
            ReverseTotalM3: numbers.Read(decoded, "reverse_volume_m3", MeterProperty.ReverseVolume),
            FlowM3h: numbers.Read(decoded, "flow_m3h", MeterProperty.Flow),
            PressureMPa: numbers.Read(decoded, "pressure_mpa", MeterProperty.Pressure),
            BatteryV: numbers.Read(decoded, "battery_v", MeterProperty.Battery),
            Valve: numbers.ReadValve(decoded, "valve"),
            Intervals: intervals)
        { Flags = flags, Refused = numbers.Refused };
        return true;
    }

    private static bool TryReadIntervals(JsonElement decoded, out MeterIntervals? intervals, [NotNullWhen(false)] out Rejection? why)
    {
        intervals = null;
        why = null;
        if (!decoded.TryGet("interval_litres", out var litres))
        {
            return true;
        }

        if (decoded.Moment("interval_start") is { } start && decoded.Whole("interval_minutes") is >= 1 and <= 1_440 and var minutes)
        {
            return IntervalReader.TryRead(litres, start, (int)minutes, out intervals, out why);
        }

        why = new Rejection("bad-intervals", "interval_litres comes with interval_start and interval_minutes (1 to 1440).");
        return false;
    }
}
