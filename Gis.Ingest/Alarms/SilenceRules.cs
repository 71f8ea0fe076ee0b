using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Alarms;

/// <summary>Judges what did not come: a thing that should have spoken, a camera that has seen nothing more.</summary>
internal static class SilenceRules
{
    public const string Offline = "offline";
    public static readonly TimeSpan VideoQuiet = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan InspectorAfter = TimeSpan.FromHours(2);

    public static Verdict JudgeThing(ThingEntry thing, DateTimeOffset heardAt, bool isSilent, DateTimeOffset now) =>
        new(new AlarmKey(thing.Id, "", Offline), Offline, isSilent ? Finding.Bad : Finding.Good, now, thing)
        {
            SeverityAfter = _ => now - heardAt >= InspectorAfter ? Severity.Blue : Severity.Notice,
            TellsEach = false,
            Details = () => new() { ["heard_at"] = heardAt },
        };

    /// <summary>Ends a camera's alarm. It is dated by its last event, so that an event that is only late to arrive is not taken for an old one.</summary>
    public static Verdict EndVideo(ThingEntry camera, DateTimeOffset lastEventAt) =>
        new(new AlarmKey(camera.Id, "", VideoRules.Video), VideoRules.Video, Finding.Good, lastEventAt, camera);
}
