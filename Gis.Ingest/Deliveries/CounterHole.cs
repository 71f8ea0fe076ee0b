namespace Gis.Ingest.Deliveries;

/// <summary>Numbers that a device passed over, and those of them that have not come since.</summary>
internal sealed class CounterHole(int run, long first, long last, DateTimeOffset afterAt, DateTimeOffset beforeAt)
{
    private readonly List<(long First, long Last)> _missing = [(first, last)];

    public int Run { get; } = run;

    public long First { get; } = first;

    public long Last { get; } = last;

    public DateTimeOffset AfterAt { get; } = afterAt;

    public DateTimeOffset BeforeAt { get; } = beforeAt;

    public IReadOnlyList<(long First, long Last)> Missing => _missing;

    /// <summary>Takes out a number that came after all.</summary>
    public void Fill(long number)
    {
        var at = _missing.FindIndex(range => range.First <= number && number <= range.Last);
        if (at < 0)
        {
            return;
        }

        var (low, high) = _missing[at];
        _missing.RemoveAt(at);
        if (number < high)
        {
            _missing.Insert(at, (number + 1, high));
        }

        if (low < number)
        {
            _missing.Insert(at, (low, number - 1));
        }
    }
}
