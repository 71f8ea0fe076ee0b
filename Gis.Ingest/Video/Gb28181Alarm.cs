using System.Globalization;
using System.Text.Json;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Video;

/// <summary>A GB/T 28181 alarm that a gateway has put into JSON, or that <see cref="Gb28181Xml"/> has.</summary>
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
            return VideoReading.Refuse("bad-time", "alarmTime is ISO 8601 with its zone; in the XML of GB/T 28181 it is Beijing time without one.");
        }

        if (root.Whole("method") is not (>= 1 and <= 7 and var method))
        {
            return VideoReading.Refuse("bad-video-event", "method is the AlarmMethod of GB/T 28181, 1 to 7.");
        }

        var type = root.Whole("type");
        var key = string.Create(CultureInfo.InvariantCulture, $"gb28181:{root.Whole("sn") ?? 0}:{method}:{type ?? 0}:{at.ToUnixTimeMilliseconds()}");
        var (kind, label) = Gb28181Kinds.Of(method, type);
        return new VideoSighting(
            key, kind, "gb28181", at, null, root.Text("description", 64) is { Length: > 0 } told ? told : label, null, null, root.GetRawText());
    }
}
