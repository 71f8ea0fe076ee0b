namespace Gis.Server.Alarms;

/// <summary>What the rules need to know of an alarm before somebody acts on it.</summary>
internal sealed record AlarmStanding(
    long Id, string AreaCode, bool History, DateTimeOffset? ClearedAt, DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy,
    DateTimeOffset? ShelvedUntil, DateTimeOffset? FalseAt);
