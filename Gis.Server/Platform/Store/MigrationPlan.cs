namespace Gis.Server.Platform.Store;

/// <summary>Compares what a store has been given with what this build knows, and says what is still to do.</summary>
internal static class MigrationPlan
{
    public static IReadOnlyList<Migration> Missing(IReadOnlyList<Migration> known, IReadOnlyDictionary<string, string> journal)
    {
        var names = known.Select(migration => migration.Name).ToHashSet(StringComparer.Ordinal);
        var unknown = journal.Keys.Where(name => !names.Contains(name)).Order(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            throw new StoreRefusedException(
                $"The store is newer than this build: it holds {string.Join(", ", unknown)}, which this build does not know. "
                + "Run a build at least as new as the one that migrated the store.");
        }

        var changed = known.FirstOrDefault(migration => journal.TryGetValue(migration.Name, out var sha) && sha != migration.Sha256);
        if (changed is not null)
        {
            throw new StoreRefusedException(
                $"Migration {changed.Name} was changed after the store was given it (hash {journal[changed.Name][..12]} then, "
                + $"{changed.Sha256[..12]} now). Merged migrations are never edited: restore the file and add a new one.");
        }

        return [.. known.Where(migration => !journal.ContainsKey(migration.Name))];
    }
}
