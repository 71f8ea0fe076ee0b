using System.Text.Json;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Video;

/// <summary>The product's own form of a video event. A snapshot or clip address in it is kept as text and never fetched.</summary>
internal static class UnifiedEvent
{
    public static VideoReading Read(JsonElement root, string camera)
    {
        if (!string.Equals(root.Text("cameraId"), camera, StringComparison.Ordinal))
        {
            return VideoReading.Refuse("topic-mismatch", "cameraId must be the camera in the topic.");
        }

        if (root.Text("eventId", 128) is not { Length: > 0 } key)
        {
            return VideoReading.Refuse("bad-video-event", "eventId is a text of 1 to 128 characters.");
        }

        if (VideoKinds.Parse(root.Text("kind")) is not { } kind)
        {
            return VideoReading.Refuse("bad-video-event", $"kind is one of {string.Join(", ", VideoKinds.Words)}.");
        }

        if (root.Moment("startedAt") is not { } startedAt)
        {
            return VideoReading.Refuse("bad-time", "startedAt is ISO 8601 with its zone, or milliseconds since 1970.");
        }

        var endedAt = root.Moment("endedAt");
        if ((root.TryGet("endedAt", out _) && endedAt is null) || endedAt < startedAt)
        {
            return VideoReading.Refuse("bad-time", "endedAt is a moment not before startedAt, or null.");
        }

        if (root.TryGet("confidence", out _) && root.Number("confidence") is not (>= 0 and <= 1))
        {
            return VideoReading.Refuse("bad-video-event", "confidence is a number from 0 to 1.");
        }

        return new VideoSighting(
            key, kind, root.Text("source", 32) ?? "unified", startedAt, endedAt, root.Text("objectLabel", 64), root.Number("confidence"),
            root.Text("zone", 64), root.GetRawText());
    }
}
