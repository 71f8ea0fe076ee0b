using System.Collections.Frozen;
using Gis.Server.ReadModel;
using Npgsql;

namespace Gis.Server.Access;

/// <summary>The area tree in memory, for questions that need no SQL: is this area inside one of those?</summary>
internal sealed class AreaTree(NpgsqlDataSource store)
{
    private FrozenDictionary<string, FrozenSet<string>> _ancestors = FrozenDictionary<string, FrozenSet<string>>.Empty;

    private int _edition;

    /// <summary>Another number after each change of the tree: what was decided by an older one may not hold.</summary>
    public int Edition => Volatile.Read(ref _edition);

    /// <summary>Unknown areas are inside nothing.</summary>
    public bool IsWithin(string areaCode, IReadOnlyCollection<string> roots) =>
        _ancestors.TryGetValue(areaCode, out var ancestors) && roots.Any(ancestors.Contains);

    public bool Exists(string areaCode) => _ancestors.ContainsKey(areaCode);

    /// <summary>The nodes that bound what lies inside both: of two nested nodes the lower one.</summary>
    public string[] Intersect(IReadOnlyCollection<string> some, IReadOnlyCollection<string> others) =>
    [
        .. some.Where(code => IsWithin(code, others))
            .Union(others.Where(code => IsWithin(code, some)), StringComparer.Ordinal),
    ];

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT code, array_agg(ancestor) FROM area_ancestor GROUP BY code");
        var rows = await command.ListAsync(row => (Code: row.GetString(0), Ancestors: row.GetFieldValue<string[]>(1)), cancellationToken);
        if (rows.Count == _ancestors.Count && rows.All(row => _ancestors.TryGetValue(row.Code, out var known) && known.SetEquals(row.Ancestors)))
        {
            return;
        }

        _ancestors = rows.ToFrozenDictionary(
            row => row.Code, row => row.Ancestors.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);
        Interlocked.Increment(ref _edition);
    }
}
