namespace Gis.Testing.Ledger;

/// <summary>What was lost and what was named, device by device.</summary>
public sealed class LedgerVerdict
{
    private readonly List<string> _unnamed = [];
    private readonly List<string> _invented = [];

    public int Lost { get; private set; }

    public int Named { get; private set; }

    /// <summary>Lost, and in no gap.</summary>
    public IReadOnlyList<string> Unnamed => _unnamed;

    /// <summary>In a gap, and not lost.</summary>
    public IReadOnlyList<string> Invented => _invented;

    internal void Add(string device, IReadOnlyCollection<string> lost, IReadOnlyCollection<string> named)
    {
        Lost += lost.Count;
        Named += lost.Intersect(named).Count();
        _unnamed.AddRange(lost.Except(named).Select(one => $"{device} {one}"));
        _invented.AddRange(named.Except(lost).Select(one => $"{device} {one}"));
    }
}
