using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Meters;

/// <summary>Our own JSON form of a meter's report.</summary>
internal static class OwnMeterForm
{
    public static bool TryRead(JsonElement root, out MeterReport report, [NotNullWhen(false)] out Rejection? why)
    {
        report = new MeterReport(default);
        if (root.Moment("readAt") is not { } readAt)
        {
            why = new Rejection("bad-time", "readAt is ISO 8601 with its zone, or milliseconds since 1970.");
            return false;
        }

        if (!TryReadIntervals(root, out var intervals, out why) || !MeterFlags.TryRead(root, out var flags, out why))
        {
            return false;
        }

        var numbers = new MeterNumbers();
        report = new MeterReport(
            readAt,
            TotalM3: numbers.Read(root, "totalM3", MeterProperty.Volume),
            PreviousTotalM3: root.Number("previousTotalM3"),
            ReverseTotalM3: numbers.Read(root, "reverseTotalM3", MeterProperty.ReverseVolume),
            PreviousReverseTotalM3: root.Number("previousReverseTotalM3"),
            FlowM3h: numbers.Read(root, "flowM3h", MeterProperty.Flow),
            Q3M3h: root.Number("q3M3h"),
            PressureMPa: numbers.Read(root, "pressureMPa", MeterProperty.Pressure),
            PressureBeforeMPa: root.Number("pressureBeforeMPa"),
            BatteryV: numbers.Read(root, "batteryV", MeterProperty.Battery),
            SignalDbm: numbers.Read(root, "rsrpDbm", MeterProperty.Signal),
            Valve: numbers.ReadValve(root, "valve"),
            Intervals: intervals)
        { Flags = flags, Refused = numbers.Refused };
        return true;
    }

    private static bool TryReadIntervals(JsonElement root, out MeterIntervals? intervals, [NotNullWhen(false)] out Rejection? why)
    {
        intervals = null;
        why = null;
        if (!root.TryGet("intervalLitres", out var values))
        {
            return true;
        }

        return root.Moment("intervalStart") is { } start && root.Whole("intervalMinutes") is >= 1 and <= 1_440 and var minutes
            ? IntervalReader.TryRead(values, start, (int)minutes, out intervals, out why)
            : Fail("intervalLitres comes with intervalStart and intervalMinutes (1 to 1440).", out why);
    }

    private static bool Fail(string reason, [NotNullWhen(false)] out Rejection? why)
    {
        why = new Rejection("bad-meter-report", reason);
        return false;
    }
}
