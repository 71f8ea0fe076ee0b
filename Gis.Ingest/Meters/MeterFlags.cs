using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Meters;

/// <summary>The makers' names for their alarms, and ours.</summary>
internal static class MeterFlags
{
    public const string Reverse = "reverse_flow";
    public const string LowBattery = "low_battery";

    private const int MostFlags = 32;

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["reverseFlow"] = Reverse,
        ["reverseFlowAlarm"] = Reverse,
        ["leak"] = "leak",
        ["leaking"] = "leak",
        ["highFlow"] = "high_flow",
        ["highFlowAlarm"] = "high_flow",
        ["highWaterFlowAlarm"] = "high_flow",
        ["lowBattery"] = LowBattery,
        ["lowBatteryAlarm"] = LowBattery,
        ["emptyPipe"] = "empty_pipe",
        ["emptyAlarm"] = "empty_pipe",
        ["lowPressure"] = "low_pressure",
        ["lowWaterPressure"] = "low_pressure",
        ["highPressure"] = "high_pressure",
        ["highWaterPressure"] = "high_pressure",
        ["lowTemperature"] = "low_temperature",
        ["lowTemperatureAlarm"] = "low_temperature",
        ["highTemperature"] = "high_temperature",
        ["highTemperatureAlarm"] = "high_temperature",
        ["highInnerTemperatureAlarm"] = "high_temperature",
        ["magnetic"] = "magnetic",
        ["mialarm"] = "magnetic",
        ["tamper"] = "tamper",
        ["tamperingAlarm"] = "tamper",
        ["separateAlarm"] = "tamper",
        ["sensor"] = "sensor_fault",
        ["sensorAlarm"] = "sensor_fault",
        ["storage"] = "storage_fault",
        ["dataStorageAlarm"] = "storage_fault",
        ["storeErrorAlarm"] = "storage_fault",
    };

    /// <summary>Our name; a name that nobody knows is kept as the maker wrote it, as far as it is a code.</summary>
    public static string ToOurs(string makersName) =>
        Names.TryGetValue(makersName, out var ours) ? ours : new string([.. makersName.Where(c => char.IsAsciiLetterOrDigit(c) || c == '_').Take(40)]);

    /// <summary>Reads the field <c>alarms</c>, an array of makers' or of our own names; null when the message says nothing about alarms.</summary>
    public static bool TryRead(JsonElement root, out IReadOnlyList<string>? flags, [NotNullWhen(false)] out Rejection? why)
    {
        flags = null;
        why = null;
        if (!root.TryGet("alarms", out var alarms))
        {
            return true;
        }

        if (alarms.ValueKind != JsonValueKind.Array || alarms.GetArrayLength() > MostFlags
            || alarms.EnumerateArray().Any(a => a.ValueKind != JsonValueKind.String))
        {
            why = new Rejection("bad-meter-report", $"alarms is an array of at most {MostFlags} names.");
            return false;
        }

        flags = [.. alarms.EnumerateArray().Select(a => ToOurs(a.GetString()!)).Where(f => f.Length > 0).Distinct()];
        return true;
    }
}
