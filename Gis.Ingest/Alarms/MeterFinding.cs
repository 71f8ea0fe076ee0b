namespace Gis.Ingest.Alarms;

/// <summary>What one rule found in a meter's report.</summary>
internal sealed record MeterFinding(
    string Kind, bool IsBad, Severity Severity, double? Value, double? Limit, int ClearAfter, Dictionary<string, object?>? Details)
{
    public int RaiseAfter { get; init; } = 1;

    /// <summary>Not bad, nor so good that an open alarm would end.</summary>
    public bool KeepsOpen { get; init; }

    /// <summary>What the report covers, by which one is known to follow another; zero for a moment.</summary>
    public TimeSpan Period { get; init; }
}
