using Gis.Server.Access;
using Gis.Server.Land;
using Gis.Server.Rules;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Gis.Server.OneMap.Forest;

/// <summary>Finds the two surveys, lays them over each other and looks for the permits of what is gone.</summary>
internal sealed class ForestDesk(NpgsqlDataSource store)
{
    /// <summary>Stands of one survey; more are not laid over each other at once.</summary>
    public const int MostStands = 50_000;

    private static readonly Refusal TooMany =
        new("forest-too-many", $"所选区域小班超过 {MostStands} 个，请选择较小的区域。", $"More than {MostStands} stands lie there; choose a smaller area.") { Status = StatusCodes.Status400BadRequest, Parameter = "area" };

    private static readonly Refusal NoYears =
        new("forest-no-years", "森林图层未指明调查年份字段（survey_year）。", "The theme of the forest does not name the field of its survey year (survey_year).");

    /// <summary>Null where the caller sees no forest.</summary>
    public async Task<Result<ForestBalance>?> CompareAsync(int? from, int? to, string? area, Caller caller, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var sources = await LandSources.ReadAsync(connection, caller, cancellationToken);
        if (sources.Find("forest") is not { } forest)
        {
            return null;
        }

        if (!forest.Theme.Fields.TryGetValue("survey_year", out var field))
        {
            return NoYears;
        }

        var editions = await ForestReader.YearsAsync(connection, forest, field, cancellationToken);
        int[] years = [.. editions.Keys.OrderDescending()];
        var last = to ?? years.FirstOrDefault();
        var first = from ?? years.FirstOrDefault(year => year < last);
        var wrong = Wrong("to", to, years) ?? Wrong("from", from, [.. years.Where(year => year < last)]);
        if (wrong is not null)
        {
            return wrong;
        }

        if (first == 0 || last == 0)
        {
            return ForestBalance.None(years, area);
        }

        var (before, after) = (await StandsAsync(first), await StandsAsync(last));
        return before.Count > MostStands || after.Count > MostStands
            ? TooMany
            : await BalanceAsync(connection, sources, new ForestSurveys(years, first, last, area), ForestComparison.Of(before, after), caller, cancellationToken);

        async Task<IReadOnlyList<LandRecord>> StandsAsync(int year)
        {
            var stands = new Dictionary<long, LandRecord>();
            foreach (var root in area is null ? caller.ReadingRoots : [area])
            {
                foreach (var stand in await ForestReader.StandsAsync(connection, forest, editions[year], year, root, MostStands + 1, cancellationToken))
                {
                    stands[stand.Feature] = stand;
                }
            }

            return [.. stands.Values.OrderBy(stand => stand.Feature)];
        }
    }

    private static async Task<ForestBalance> BalanceAsync(
        NpgsqlConnection connection, LandSources sources, ForestSurveys surveys, ForestComparison comparison, Caller caller, CancellationToken cancellationToken)
    {
        var lost = comparison.Pieces.Where(piece => piece.IsLost).ToList();
        var permits = new ForestPermits(await PermitsAsync(connection, sources, lost, cancellationToken), surveys.From, surveys.To);
        var unlawful = lost
            .Select(piece => (Piece: piece, Permit: permits.Of(piece.Geometry)))
            .Select(one => (one.Piece, one.Permit, M2: Math.Round((decimal)Slivers.SignificantM2(one.Permit.Free), 2, MidpointRounding.AwayFromZero)))
            .Where(one => one.M2 > 0)
            .OrderByDescending(one => one.M2).ThenBy(one => one.Piece.Before!.Feature)
            .ToList();
        var shown = unlawful.Take(GetForestBalance.MostLosses).ToList();
        var patches = await ForestReader.PatchesAsync(connection, [.. shown.Select(one => one.Permit.Free)], caller.ReadingRoots, cancellationToken);
        var byArea = unlawful.ToLookup(one => one.Piece.AreaCode, one => one.M2);
        return new ForestBalance(
            surveys.Years, surveys.From, surveys.To, surveys.Area,
            ForestRow.Of(null, [.. comparison.Pieces], unlawful.Sum(one => one.M2)),
            [.. comparison.Pieces.GroupBy(piece => piece.AreaCode).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => ForestRow.Of(group.Key, [.. group], byArea[group.Key].Sum()))],
            ChangesOf(comparison.Pieces),
            [.. shown.Select((one, i) => LossOf(one.Piece, one.Permit, one.M2, [.. patches[i]]))],
            unlawful.Count,
            [.. ForestPermits.Themes.Where(sources.Sees)],
            [.. ForestPermits.Themes.Where(theme => !sources.Sees(theme))]);
    }

    private static ForestLoss LossOf(ForestPiece piece, (Geometry Free, IReadOnlyList<string> Numbers) permit, decimal m2, IReadOnlyList<ForestLossPatch> patches)
    {
        var (stand, at) = (piece.Before!, permit.Free.InteriorPoint.Coordinate);
        return new ForestLoss(stand.Layer, stand.Feature, stand.Number, stand.Text("class"), stand.AreaCode, piece.M2, m2, at.X, at.Y, permit.Numbers, patches);
    }

    private static IReadOnlyList<ForestChange> ChangesOf(IReadOnlyList<ForestPiece> pieces)
    {
        IEnumerable<ForestChange> By(string role, Func<ForestPiece, bool> which) => pieces
            .Where(which)
            .GroupBy(piece => (Before: piece.Before!.Text(role), After: piece.After!.Text(role)))
            .Select(group => new ForestChange(role, group.Key.Before, group.Key.After, group.Sum(piece => piece.M2)))
            .OrderByDescending(change => change.M2);
        return [.. By("class", piece => piece.HasOtherClass), .. By("age_group", piece => piece.HasOtherAge)];
    }

    private static async Task<IReadOnlyList<LandRecord>> PermitsAsync(NpgsqlConnection connection, LandSources sources, IReadOnlyList<ForestPiece> lost, CancellationToken cancellationToken)
    {
        var box = new Envelope();
        foreach (var piece in lost)
        {
            box.ExpandToInclude(piece.Geometry.EnvelopeInternal);
        }

        var permits = new List<LandRecord>();
        foreach (var source in box.IsNull ? [] : ForestPermits.Themes.Select(sources.Find).OfType<LandSource>())
        {
            permits.AddRange(await LandStore.InBoxAsync(connection, source.AsWhole(), box, MostStands, cancellationToken));
        }

        return permits;
    }

    private static Refusal? Wrong(string parameter, int? year, int[] years) =>
        year is { } given && !years.Contains(given) ? Refusal.Bad(parameter, years.Length == 0 ? "no survey is there" : $"the year of a survey: {string.Join(", ", years)}") : null;

    /// <summary>Which surveys are laid over each other.</summary>
    private sealed record ForestSurveys(IReadOnlyList<int> Years, int From, int To, string? Area);
}
