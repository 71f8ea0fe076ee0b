using System.Globalization;
using System.Text.Json;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Video;

/// <summary>A GB/T 28181 alarm that a gateway has put into JSON.</summary>
internal static class Gb28181Alarm
{
    public static VideoReading Read(JsonElement root, string camera)
    {
        if (!string.Equals(root.Text("deviceId"), camera, StringComparison.Ordinal))
        {
            return VideoReading.Refuse("topic-mismatch", "deviceId must be the camera in the topic.");
        }

        if (root.Moment("alarmTime") is not { } at)
        {
            return VideoReading.Refuse("bad-time", "alarmTime is ISO 8601 with its zone.");
        }

        if (root.Whole("method") is not (>= 1 and <= 7 and var method))
        {
            return VideoReading.Refuse("bad-video-event", "method is the AlarmMethod of GB/T 28181, 1 to 7.");
        }

        var key = string.Create(
            CultureInfo.InvariantCulture, $"gb28181:{root.Whole("sn") ?? 0}:{method}:{root.Whole("type") ?? 0}:{at.ToUnixTimeMilliseconds()}");
        return new VideoSighting(
            key, Kind(method, root.Whole("type")), "gb28181", at, null, root.Text("description", 64), null, null, root.GetRawText());
    }

    private static string Kind(long? method, long? type) => (method, type) switch
    {
        (2, 1) => VideoKinds.VideoLost,
        (2, 2) => VideoKinds.Tamper,
        (2, 4) => VideoKinds.Temperature,
        (5, 2) => VideoKinds.Motion,
        (5, 3) => VideoKinds.LeftObject,
        (5, 5) => VideoKinds.Line,
        (5, 6) => VideoKinds.Intrusion,
        (5, 8) => VideoKinds.Loiter,
        (5, 9 or 10) => VideoKinds.Count,
        (5, 11) => VideoKinds.Tamper,
        _ => VideoKinds.Other,
    };
}
