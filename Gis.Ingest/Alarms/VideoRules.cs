using Gis.Ingest.Pipeline;
using Gis.Ingest.Quality;
using Gis.Ingest.Video;

namespace Gis.Ingest.Alarms;

/// <summary>Says which video events are alarms, and how bad.</summary>
internal static class VideoRules
{
    public const string Video = "video";

    public static Verdict? Judge(ThingEntry camera, VideoSighting sighting, long videoEventId, DateTimeOffset now) =>
        SeverityOf(sighting.Kind) is not { } severity
            ? null
            : new Verdict(new AlarmKey(camera.Id, "", Video), Video, Finding.Bad, sighting.StartedAt, camera)
            {
                SeverityAfter = _ => severity,
                IsHistory = TimeWindow.IsBackfill(sighting.StartedAt, now),
                Details = () => new()
                {
                    ["video_event_id"] = videoEventId,
                    ["video_kind"] = sighting.Kind,
                    ["label"] = sighting.Label,
                    ["confidence"] = sighting.Confidence,
                },
            };

    private static Severity? SeverityOf(string kind) => kind switch
    {
        VideoKinds.Fire => Severity.Red,
        VideoKinds.Smoke or VideoKinds.Temperature => Severity.Orange,
        VideoKinds.Intrusion or VideoKinds.Line or VideoKinds.WaterColour => Severity.Yellow,
        VideoKinds.Loiter or VideoKinds.LeftObject or VideoKinds.Tamper or VideoKinds.VideoLost => Severity.Blue,
        _ => null,
    };
}
