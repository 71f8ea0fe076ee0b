namespace Gis.Ingest.Alarms;

/// <summary>What a rule remembers between two messages; it lives in the store.</summary>
internal sealed record AlarmState(
    AlarmKey Key, long? AlarmId, Severity? Severity, DateTimeOffset? Since, DateTimeOffset JudgedTo, int BadStreak, int GoodStreak, double? Peak)
{
    public static readonly DateTimeOffset Never = new(1999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static AlarmState New(AlarmKey key) => new(key, null, null, null, Never, 0, 0, null);

    public bool IsOpen => AlarmId is not null;

    /// <summary>Nothing in it that a good value could change.</summary>
    public bool IsAtRest => AlarmId is null && BadStreak == 0;
}
