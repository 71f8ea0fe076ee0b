using Gis.Server.Land;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Gis.Server.OneMap.Contradictions;

/// <summary>
/// Gathers what the rules need to judge some records: what lies around them, and what their numbers name wherever it lies. Whoever may see a layer has his own records
/// judged beside all of it: a supply at the border of his county is not without approval because the approval is the neighbour's.
/// </summary>
internal static class LandBookReader
{
    /// <summary>Records of one theme around what is judged; more cannot be judged at once.</summary>
    public const int Most = 100_000;

    private static readonly string[] Around =
    [
        LandTheme.Approval, LandTheme.Supply, LandTheme.Use, LandTheme.BasicFarmland, LandTheme.MiningRight,
    ];

    /// <exception cref="TooMuchLandException">There is more around than can be judged at once.</exception>
    public static async Task<LandBook> ReadAsync(NpgsqlConnection connection, LandSources sources, IReadOnlyList<LandRecord> subjects, CancellationToken cancellationToken)
    {
        var others = new List<LandRecord>();
        foreach (var theme in Around.Where(sources.Sees))
        {
            others.AddRange(await AroundAsync(connection, sources, theme, BoxOf(subjects), cancellationToken));
        }

        others.AddRange(await GroundOfFilingsAsync(connection, sources, subjects, cancellationToken));

        // Up the line by the numbers that are named, then down it by who names ours.
        async Task FollowAsync(string theme, string role, IEnumerable<string?> texts)
        {
            if (sources.Find(theme) is { } source)
            {
                string[] wanted = [.. texts.OfType<string>().Distinct(StringComparer.Ordinal)];
                others.AddRange(await LandStore.BySayingAsync(connection, source.AsWhole(), role, wanted, Most, cancellationToken));
            }
        }

        IEnumerable<LandRecord> Of(string theme) => subjects.Concat(others).Where(record => record.Theme == theme);
        await FollowAsync(LandTheme.Supply, "number", Of(LandTheme.Use).Select(use => use.Text("supply")));
        await FollowAsync(LandTheme.Approval, "number", Of(LandTheme.Supply).Select(supply => supply.Text("approval")));
        await FollowAsync(LandTheme.Supplement, "number", Of(LandTheme.Approval).Select(approval => approval.Text("supplement")));
        await FollowAsync(LandTheme.Approval, "supplement", Of(LandTheme.Supplement).Select(supplement => supplement.Number));
        await FollowAsync(LandTheme.Supply, "approval", Of(LandTheme.Approval).Select(approval => approval.Number));
        await FollowAsync(LandTheme.Use, "supply", Of(LandTheme.Supply).Select(supply => supply.Number));
        return new LandBook(sources.ByTheme.Keys.ToHashSet(StringComparer.Ordinal), subjects, others);
    }

    private static async Task<IReadOnlyList<LandRecord>> AroundAsync(
        NpgsqlConnection connection, LandSources sources, string theme, Envelope box, CancellationToken cancellationToken)
    {
        if (box.IsNull)
        {
            return [];
        }

        var found = await LandStore.InBoxAsync(connection, sources.Find(theme)!.AsWhole(), box, Most + 1, cancellationToken);
        return found.Count <= Most ? found : throw new TooMuchLandException(theme, Most);
    }

    private static async Task<IReadOnlyList<LandRecord>> GroundOfFilingsAsync(
        NpgsqlConnection connection, LandSources sources, IReadOnlyList<LandRecord> subjects, CancellationToken cancellationToken)
    {
        var ground = new List<LandRecord>();
        if (sources.Find(LandTheme.LandUse) is { } parcels)
        {
            foreach (var filing in subjects.Where(record => record.Theme is LandTheme.Facility or LandTheme.Temporary && record.Day("valid_to") is not null))
            {
                ground.AddRange(await LandStore.MeetingAsync(connection, parcels.AsWhole(), filing.Geometry, Most, cancellationToken));
            }
        }

        return ground;
    }

    private static Envelope BoxOf(IReadOnlyList<LandRecord> subjects)
    {
        var box = new Envelope();
        foreach (var subject in subjects)
        {
            box.ExpandToInclude(subject.Geometry.EnvelopeInternal);
        }

        return box;
    }
}
