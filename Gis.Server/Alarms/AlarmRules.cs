using Gis.Server.Rules;

namespace Gis.Server.Alarms;

/// <summary>What people may do about an alarm, and when.</summary>
internal static class AlarmRules
{
    public const int MaxTextLength = 1000;

    public static TimeSpan LongestShelf { get; } = TimeSpan.FromDays(7);

    public static Result<AlarmActed> Acknowledge(AlarmStanding alarm, string? comment) =>
        alarm.AcknowledgedAt is { } at ? AlreadyAcknowledged(alarm, at)
        : IsTooLong(comment) ? BadText("comment", 0)
        : new AlarmActed("acknowledge", Tidy(comment));

    public static Result<AlarmActed> Comment(string? text) =>
        Tidy(text) is { } said && !IsTooLong(said) ? new AlarmActed("comment", said) : BadText("text", 1);

    public static Result<AlarmActed> Assign(long assignee) => new AlarmActed("assign", Assignee: assignee);

    public static Result<AlarmActed> Shelve(AlarmStanding alarm, DateTimeOffset until, DateTimeOffset now) =>
        until <= now || until > now + LongestShelf
            ? Refusal.Bad("until", $"a moment within the next {LongestShelf.TotalDays:0} days, ISO 8601 with offset")
            : alarm.ClearedAt is not null ? new Refusal("alarm-cleared", "报警已解除，无需搁置。", "The alarm has cleared; there is nothing to shelve.")
            : new AlarmActed("shelve", Until: until);

    public static Result<AlarmActed> Unshelve(AlarmStanding alarm, DateTimeOffset now) =>
        alarm.ShelvedUntil > now
            ? new AlarmActed("unshelve")
            : new Refusal("alarm-not-shelved", "该报警未被搁置。", "The alarm is not shelved.");

    public static Result<AlarmActed> MarkFalse(AlarmStanding alarm, string? text) =>
        alarm.FalseAt is not null ? new Refusal("alarm-already-false", "该报警已标记为误报。", "The alarm is marked false already.")
        : Tidy(text) is { } why && !IsTooLong(why) ? new AlarmActed("mark_false", why)
        : BadText("text", 1);

    private static Refusal AlreadyAcknowledged(AlarmStanding alarm, DateTimeOffset at) =>
        new("alarm-already-acknowledged",
            $"该报警已由 {alarm.AcknowledgedBy} 于 {at:yyyy-MM-dd HH:mm:ss}（UTC）确认。",
            $"{alarm.AcknowledgedBy} acknowledged this alarm at {at:yyyy-MM-dd HH:mm:ss} UTC.")
        {
            Facts = new Dictionary<string, object?> { ["acknowledgedBy"] = alarm.AcknowledgedBy, ["acknowledgedAt"] = at.UtcDateTime },
        };

    private static Refusal BadText(string parameter, int least) => Refusal.Bad(parameter, $"{least} … {MaxTextLength} characters");

    private static bool IsTooLong(string? text) => text?.Length > MaxTextLength;

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
