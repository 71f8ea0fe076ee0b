using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Patches.Review;

/// <summary>
/// Keeps the verdict of a patch that waits for its second one from everybody but whoever gave it, and with it what would tell of it: suggestion, outcome, rule.
/// All rows pass here, so that whoever reads them without saying who asks is shown nothing.
/// </summary>
internal static class PatchVeil
{
    private static readonly string[] Told = ["issued", "changed", "assigned", "reminded", "verified"];

    /// <summary>A patch is judged, and its row does not say how.</summary>
    public static bool IsBlind(PatchRow row) => row is { State: "judged", Verdict: null };

    public static async Task<IReadOnlyList<PatchRow>> OverAsync(NpgsqlConnection connection, IReadOnlyList<PatchRow> rows, long? reader, CancellationToken cancellationToken)
    {
        var judged = rows.Where(row => row.State == "judged").Select(row => row.Id).ToArray();
        if (judged.Length == 0)
        {
            return rows;
        }

        await using var command = new NpgsqlCommand(
            """
            SELECT x.patch_id FROM patch_second x WHERE x.patch_id = ANY ($1) AND x.judged_by IS DISTINCT FROM $2 AND x.is_sealed
            """,
            connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, judged);
        command.Parameters.Add(NpgsqlDbType.Bigint, reader);
        var hidden = (await command.ListAsync(row => row.GetInt64(0), cancellationToken)).ToHashSet();
        return hidden.Count == 0 ? rows : [.. rows.Select(row => hidden.Contains(row.Id) ? Over(row) : row)];
    }

    /// <summary>What happened, without whatever tells what was thought of it.</summary>
    public static IReadOnlyList<PatchHappening> Over(IReadOnlyList<PatchHappening> history) => [.. history.Where(one => Told.Contains(one.Kind)).Select(one => one with { Verdict = null })];

    private static PatchRow Over(PatchRow row) => row with { Verdict = null, Suggestion = null, Rule = null, Outcome = null, Sample = false };
}
