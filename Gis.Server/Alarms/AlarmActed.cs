namespace Gis.Server.Alarms;

/// <summary>Somebody did something about an alarm: a row of alarm_action.</summary>
internal sealed record AlarmActed(string Action, string? Text = null, DateTimeOffset? Until = null, long? Assignee = null);
