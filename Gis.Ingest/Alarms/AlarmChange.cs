namespace Gis.Ingest.Alarms;

/// <summary>A fact about an alarm: it was raised, updated or cleared by this verdict.</summary>
internal sealed record AlarmChange(
    long AlarmId, string Change, Verdict Verdict, Severity Severity, bool Escalated, DateTimeOffset? Since, double? Peak, int Periods)
{
    public const string Raised = "raised";
    public const string Updated = "updated";
    public const string Cleared = "cleared";
}
