namespace Gis.Ingest;

/// <summary>Which recording to replay, and how.</summary>
public sealed record ReplayWish(string Path)
{
    /// <summary>How much faster than recorded; null for as fast as the store takes it.</summary>
    public double? Speed { get; init; }

    /// <summary>Where the last moment of the recording is moved to, by whole hours (whole days where it holds values of days); null leaves times as they are.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What columns mean, by their name or their place from 1: <c>thing</c>, <c>time</c>, a property with or without its unit in brackets, or <c>-</c> for nothing.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Whose values a table holds that names no thing.</summary>
    public string? Thing { get; init; }

    /// <summary>Length of the period whose means a table holds, in seconds; 0 for values of moments.</summary>
    public int PeriodS { get; init; }

    /// <summary>A table's times are the ends of its periods.</summary>
    public bool TimesAreEnds { get; init; }

    /// <summary>The zone of times that name none; that of China where nothing is said.</summary>
    public TimeSpan Zone { get; init; } = TimeSpan.FromHours(8);

    /// <summary>How a table writes its times, such as <c>d/M/yyyy H:mm</c>; null for the usual forms.</summary>
    public string? TimeForm { get; init; }
}
