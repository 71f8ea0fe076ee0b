namespace Gis.Ingest.Deliveries;

/// <summary>One life of a device's counter, from a start to the next.</summary>
internal sealed record CounterRun(int Run, long Low, long Top, DateTimeOffset BeganAt, DateTimeOffset NewestAt)
{
    /// <summary>Numbers that are missing still, as far as they are asked for.</summary>
    public IReadOnlyList<(long First, long Last)> Missing { get; init; } = [];
}
