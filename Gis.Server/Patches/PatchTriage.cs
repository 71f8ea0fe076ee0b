using Npgsql;

namespace Gis.Server.Patches;

/// <summary>Compares patches with the one map of land, some hundred at a time, and as many of these at once as there are processors.</summary>
internal sealed class PatchTriage(NpgsqlDataSource store, TimeProvider clock)
{
    private const int AtATime = 250;

    private readonly TriageReader _reader = new(store);

    /// <returns>How many patches were due and are compared now.</returns>
    public async Task<int> RunDueAsync(int most, CancellationToken cancellationToken)
    {
        var due = await _reader.DueAsync(most, cancellationToken);
        await RunAsync(due, cancellationToken);
        return due.Count;
    }

    public async Task RunAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return;
        }

        var themes = await LandTheme.ReadAsync(store, cancellationToken);
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(2, Environment.ProcessorCount), CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(ids.Chunk(AtATime), atOnce, async (chunk, cancelled) => await CompareAsync(chunk, themes, cancelled));
    }

    private async Task CompareAsync(long[] ids, IReadOnlyList<LandTheme> themes, CancellationToken cancellationToken)
    {
        var loaded = themes.Select(theme => theme.Theme).ToHashSet();
        var comparisons = new List<PatchComparison>(ids.Length);
        await using (var connection = await store.OpenConnectionAsync(cancellationToken))
        {
            var patches = await TriageReader.PatchesAsync(connection, ids, cancellationToken);
            var earlier = await TriageReader.EarlierAsync(connection, ids, cancellationToken);
            var features = patches.ToDictionary(patch => patch.Id, _ => new List<LandFeature>());
            foreach (var theme in themes)
            {
                await TriageReader.FeaturesAsync(
                    connection, theme, ids,
                    (patch, feature) =>
                    {
                        if (features.TryGetValue(patch, out var list))
                        {
                            list.Add(feature);
                        }
                    },
                    cancellationToken);
            }

            foreach (var patch in patches)
            {
                cancellationToken.ThrowIfCancellationRequested();
                comparisons.Add(PatchComparison.Of(patch, features[patch.Id], earlier[patch.Id], loaded, PatchCodes.Standard));
            }
        }

        await TriageWriter.WriteAsync(store, comparisons, clock.GetUtcNow(), cancellationToken);
    }
}
