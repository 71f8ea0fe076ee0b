namespace Gis.BaseMap.Roads;

/// <summary>Which members of a graph hang together (disjoint sets).</summary>
internal sealed class Components(int count)
{
    private readonly int[] _parent = [.. Enumerable.Range(0, count)];

    public int Of(int member)
    {
        while (_parent[member] != member)
        {
            _parent[member] = _parent[_parent[member]];
            member = _parent[member];
        }

        return member;
    }

    /// <summary>True when the two did not hang together before.</summary>
    public bool Join(int a, int b)
    {
        var (rootA, rootB) = (Of(a), Of(b));
        _parent[Math.Max(rootA, rootB)] = Math.Min(rootA, rootB);
        return rootA != rootB;
    }
}
