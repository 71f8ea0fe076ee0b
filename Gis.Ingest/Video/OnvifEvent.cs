using System.Globalization;
using System.Text.Json;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Video;

/// <summary>An ONVIF event in JSON; what happened stands in its topic, its source and data in the message.</summary>
internal static class OnvifEvent
{
    public static VideoReading Read(JsonElement root, string localTopic)
    {
        if (root.Moment("UtcTime") is not { } at)
        {
            return VideoReading.Refuse("bad-time", "UtcTime is ISO 8601 with its zone.");
        }

        var what = localTopic.Split("/&", 2)[0];
        var source = root.TryGet("Source", out var s) ? s : default;
        var data = root.TryGet("Data", out var d) ? d : default;
        var instance = string.Join('/', Texts(source).Concat(Texts(data, "ObjectId")));
        var isOver = IsFalse(data, "IsInside") || IsFalse(data, "IsMotion") || IsFalse(data, "State");
        var key = string.Create(CultureInfo.InvariantCulture, $"onvif:{what}:{instance}:{at.ToUnixTimeMilliseconds()}");
        return new VideoSighting(
            key.Length <= 256 ? key : key[..256], Kind(what), "onvif", at, isOver ? at : null, null, null, source.Text("Rule", 64), root.GetRawText());
    }

    private static string Kind(string topic) => topic switch
    {
        _ when topic.Contains("LineDetector", StringComparison.Ordinal) => VideoKinds.Line,
        _ when topic.Contains("FieldDetector", StringComparison.Ordinal) => VideoKinds.Intrusion,
        _ when topic.Contains("Loitering", StringComparison.Ordinal) => VideoKinds.Loiter,
        _ when topic.Contains("FireDetector", StringComparison.Ordinal) => VideoKinds.Fire,
        _ when topic.Contains("SmokeDetector", StringComparison.Ordinal) => VideoKinds.Smoke,
        _ when topic.Contains("Temperature", StringComparison.Ordinal) => VideoKinds.Temperature,
        _ when topic.Contains("Motion", StringComparison.Ordinal) => VideoKinds.Motion,
        _ when topic.Contains("ObjectRemoved", StringComparison.Ordinal) => VideoKinds.LeftObject,
        _ when topic.Contains("ObjectAbandoned", StringComparison.Ordinal) => VideoKinds.LeftObject,
        _ when topic.Contains("Tamper", StringComparison.Ordinal) || topic.Contains("GlobalSceneChange", StringComparison.Ordinal) => VideoKinds.Tamper,
        _ when topic.Contains("SignalLoss", StringComparison.Ordinal) => VideoKinds.VideoLost,
        _ when topic.Contains("LicensePlate", StringComparison.Ordinal) => VideoKinds.Plate,
        _ when topic.Contains("Count", StringComparison.Ordinal) => VideoKinds.Count,
        _ => VideoKinds.Other,
    };

    private static IEnumerable<string> Texts(JsonElement of, string? only = null) =>
        of.ValueKind != JsonValueKind.Object ? [] : of.EnumerateObject()
            .Where(p => (only is null || p.NameEquals(only)) && p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            .Take(8)
            .Select(p => p.Value.ToString());

    private static bool IsFalse(JsonElement data, string name) =>
        data.TryGet(name, out var value)
        && (value.ValueKind == JsonValueKind.False
            || (value.ValueKind == JsonValueKind.String && string.Equals(value.GetString(), "false", StringComparison.OrdinalIgnoreCase)));
}
