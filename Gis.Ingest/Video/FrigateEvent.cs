using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Video;

/// <summary>
/// An event of Frigate on <c>frigate/events</c>: <c>after</c> says how it stands now, under an id that stays the same from <c>new</c> over <c>update</c> to
/// <c>end</c>. Times are seconds since 1970.
/// </summary>
internal static class FrigateEvent
{
    private const string Accepted = "A Frigate event has type new, update or end, and after with id, camera, label and start_time.";
    private static readonly string[] Types = ["new", "update", "end"];

    /// <summary>Those that have a reason to come in; an animal in a zone is motion.</summary>
    private static readonly HashSet<string> Intruders = new(StringComparer.OrdinalIgnoreCase)
    {
        "person", "face", "bicycle", "car", "motorcycle", "bus", "truck", "boat", "license_plate",
    };

    /// <summary>The camera that speaks, by the name that its Frigate gives it.</summary>
    public static bool TryFindCamera(
        ReadOnlyMemory<byte> payload, [NotNullWhen(true)] out string? camera, [NotNullWhen(false)] out Rejection? why)
    {
        camera = null;
        if (!BoundedJson.TryParse(payload, VideoDecoder.MostBytes, out var document, out why))
        {
            return false;
        }

        using (document)
        {
            camera = document.RootElement.TryGet("after", out var after) ? after.Text("camera", 64) : null;
            why = camera is null ? new Rejection("bad-video-event", Accepted) : null;
            return camera is not null;
        }
    }

    public static void Decode(JsonElement root, Decoded into)
    {
        root.TryGet("after", out var after);
        if (!Types.Contains(root.Text("type"), StringComparer.Ordinal)
            || after.Text("id", 128) is not { Length: > 0 } id || after.Text("label", 64) is not { Length: > 0 } label)
        {
            into.Rejections.Add(new Rejection("bad-video-event", Accepted));
        }
        else if (Moment(after, "start_time") is not { } startedAt)
        {
            into.Rejections.Add(new Rejection("bad-time", "start_time is seconds since 1970."));
        }
        else if (after.TryGet("false_positive", out var isFalse) && isFalse.ValueKind == JsonValueKind.True)
        {
            var content = new Dictionary<string, string> { ["id"] = id, ["label"] = label };
            into.Facts.Add(new DeviceNote("false_positive", startedAt, JsonSerializer.Serialize(content)));
        }
        else
        {
            var endedAt = Moment(after, "end_time");
            into.Facts.Add(new VideoSighting(
                id, Kind(label, Zone(after)), "frigate", startedAt, endedAt < startedAt ? startedAt : endedAt, label,
                Math.Clamp(after.Number("top_score") ?? 0, 0, 1), Zone(after), after.GetRawText())
            {
                LastSeenAt = Moment(after, "frame_time"),
            });
        }
    }

    private static string Kind(string label, string? zone) => label switch
    {
        "fire" => VideoKinds.Fire,
        "smoke" => VideoKinds.Smoke,
        _ => zone is not null && Intruders.Contains(label) ? VideoKinds.Intrusion : VideoKinds.Motion,
    };

    /// <summary>The first zone that it entered; null while it has entered none.</summary>
    private static string? Zone(JsonElement after) =>
        after.TryGet("entered_zones", out var zones) && zones.ValueKind == JsonValueKind.Array && zones.GetArrayLength() > 0
        && zones[0].ValueKind == JsonValueKind.String && zones[0].GetString() is { Length: <= 64 } zone
            ? zone
            : null;

    private static DateTimeOffset? Moment(JsonElement after, string name) =>
        after.Number(name) is { } seconds && Math.Abs(seconds) < int.MaxValue * 2.0 ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null;
}
