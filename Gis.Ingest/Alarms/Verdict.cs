using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Alarms;

/// <summary>What a rule found in one value, with all that an alarm must be able to tell about it later.</summary>
internal sealed record Verdict(AlarmKey Key, string Kind, Finding Finding, DateTimeOffset At, ThingEntry Thing)
{
    /// <summary>Length of the period that was judged; zero for a moment.</summary>
    public TimeSpan Period { get; init; }

    /// <summary>Severity after so many bad findings in a row.</summary>
    public Func<int, Severity> SeverityAfter { get; init; } = _ => Severity.Notice;

    public int RaiseAfter { get; init; } = 1;

    public int ClearAfter { get; init; } = 1;

    public double? Value { get; init; }

    public double? Limit { get; init; }

    public double? Ratio { get; init; }

    /// <summary>The limit is a lower one: smaller is worse.</summary>
    public bool IsLower { get; init; }

    public long? PermitLimitId { get; init; }

    public long? StreamId { get; init; }

    /// <summary>Each further bad finding is told; otherwise only a worse severity or a clearly higher peak.</summary>
    public bool TellsEach { get; init; } = true;

    /// <summary>Found in back-filled data: recorded, never live.</summary>
    public bool IsHistory { get; init; }

    /// <summary>What else to tell, asked for only when there is something to tell.</summary>
    public Func<Dictionary<string, object?>> Details { get; init; } = static () => [];
}
