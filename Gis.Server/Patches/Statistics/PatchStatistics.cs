using Gis.Server.ReadModel;

namespace Gis.Server.Patches.Statistics;

/// <summary>The patches of a period in figures: as a whole, and by area, kind or month. The rows of each column add up to the whole.</summary>
/// <param name="From">First Beijing day; a patch counts on the day of its later image, or where it tells none on the day on which its batch came in.</param>
/// <param name="To">Last Beijing day.</param>
internal sealed record PatchStatistics(
    DateOnly From, DateOnly To, [property: Words(PatchStatistics.Ways)] string By, string? Area, long? Batch, AccountabilityRule Rule, PatchFigures Whole, IReadOnlyList<PatchFigures> Rows)
{
    public const string Ways = "county city kind month";

    /// <summary>Shares the mu of each column out over the rows: over counties by way of their cities.</summary>
    public static IReadOnlyList<PatchFigures> Shared(PatchFigures whole, IReadOnlyList<PatchFigures> rows)
    {
        foreach (var (get, set) in Columns)
        {
            var mu = new Dictionary<string, StatedArea>(StringComparer.Ordinal);
            var groups = rows.GroupBy(row => row.Parent ?? "", StringComparer.Ordinal).ToList();
            var wholes = StatedArea.Share(get(whole), [.. groups.Select(group => StatedArea.Of(group.Sum(row => get(row).M2)))]);
            foreach (var (group, of) in groups.Zip(wholes))
            {
                foreach (var (row, area) in group.Zip(StatedArea.Share(of, [.. group.Select(get)])))
                {
                    mu[row.Key] = area;
                }
            }

            rows = [.. rows.Select(row => set(row, mu[row.Key]))];
        }

        return rows;
    }

    private static readonly (Func<PatchFigures, StatedArea> Get, Func<PatchFigures, StatedArea, PatchFigures> Set)[] Columns =
    [
        (row => row.Area, (row, area) => row with { Area = area }),
        (row => row.Cultivated, (row, area) => row with { Cultivated = area }),
        (row => row.BasicFarmland, (row, area) => row with { BasicFarmland = area }),
        (row => row.Accountability.Unlawful, (row, area) => row with { Accountability = row.Accountability with { Unlawful = area } }),
        (row => row.Accountability.Construction, (row, area) => row with { Accountability = row.Accountability with { Construction = area } }),
        (row => row.Accountability.Open, (row, area) => row with { Accountability = row.Accountability with { Open = area } }),
        (row => row.Accountability.PutRight, (row, area) => row with { Accountability = row.Accountability with { PutRight = area } }),
    ];
}
