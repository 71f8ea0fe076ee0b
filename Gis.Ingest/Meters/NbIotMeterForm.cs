using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Meters;

/// <summary>The NB-IoT form: services Battery, Meter, WaterMeter or an alarm service, as the operator's platform (CTWing) forwards them.</summary>
internal static class NbIotMeterForm
{
    private const int IntervalMinutes = 30;
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static bool TryRead(JsonElement root, out MeterReport report, [NotNullWhen(false)] out Rejection? why)
    {
        report = new MeterReport(default);
        var water = root.TryGet("WaterMeter", out var w) ? w : default;
        var meter = root.TryGet("Meter", out var m) ? m : default;
        var battery = root.TryGet("Battery", out var b) ? b : default;
        var hasAlarms = root.TryGet("WaterMeterAlarm", out var alarms) && alarms.ValueKind == JsonValueKind.Object;
        if (water.ValueKind != JsonValueKind.Object && meter.ValueKind != JsonValueKind.Object && !hasAlarms)
        {
            why = new Rejection("bad-meter-report", "The message holds none of the services Meter, WaterMeter and WaterMeterAlarm.");
            return false;
        }

        if ((LocalTime(water, "timeOfReading") ?? root.Moment("timestamp")) is not { } readAt)
        {
            why = new Rejection("bad-time", "timeOfReading is yyyy-MM-dd HH:mm:ss (Beijing time), or timestamp milliseconds since 1970.");
            return false;
        }

        MeterIntervals? intervals = null;
        if (water.TryGet("intervalFlow", out var flow))
        {
            if (LocalTime(water, "intervalFlowStartingTime") is not { } start)
            {
                why = new Rejection("bad-intervals", "intervalFlow comes with intervalFlowStartingTime, yyyy-MM-dd HH:mm:ss.");
                return false;
            }

            if (!IntervalReader.TryRead(flow, start, IntervalMinutes, out intervals, out why))
            {
                return false;
            }
        }

        var numbers = new MeterNumbers();
        report = new MeterReport(
            readAt,
            TotalM3: numbers.Read(meter, "currentReading", MeterProperty.Volume),
            ReverseGrowthM3: water.Number("dailyReverseFlow"),
            FlowM3h: numbers.Read(water, "currentFlow", MeterProperty.Flow),
            BatteryV: numbers.Read(battery, "batteryLevel", MeterProperty.Battery),
            SignalDbm: numbers.Read(meter, "signalStrength", MeterProperty.Signal),
            Valve: meter.Whole("valveStatus") switch { 0 => MeterValve.Closed, 1 => MeterValve.Open, null => null, _ => MeterValve.Fault },
            Intervals: intervals)
        { Flags = hasAlarms ? Flags(alarms) : null, Refused = numbers.Refused };
        why = null;
        return true;
    }

    private static List<string> Flags(JsonElement alarms) =>
        [.. alarms.EnumerateObject().Take(64).Where(a => a.Value.Number() is > 0).Select(a => MeterFlags.ToOurs(a.Name)).Where(f => f.Length > 0).Distinct()];

    private static DateTimeOffset? LocalTime(JsonElement service, string name) =>
        DateTime.TryParseExact(
            service.Text(name), "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year > 1
            ? new DateTimeOffset(local, Beijing).ToUniversalTime()
            : null;
}
