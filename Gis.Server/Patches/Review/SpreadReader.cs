using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Patches.Review;

/// <summary>Reads what is to be spread, who may take it, and who may not.</summary>
internal static class SpreadReader
{
    /// <summary>Doubtful patches of a batch that nobody has judged or been given, those that harm most first.</summary>
    public static async Task<IReadOnlyList<SpreadPatch>> PatchesAsync(
        NpgsqlConnection connection, long batch, SpreadWish wish, string[] roots, long[]? ids, int limit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT s.id, s.number, s.area_code, coalesce(v.village, s.place, ''),
                   CASE WHEN coalesce(s.basic_farmland_m2, 0) > 0 OR coalesce(s.red_line_m2, 0) > 0 THEN 0 WHEN coalesce(s.cultivated_m2, 0) > 0 THEN 1 ELSE 2 END
            FROM patch_standing s
            LEFT JOIN LATERAL (
                SELECT f.properties ->> (t.fields ->> 'location') AS village
                FROM patch_overlap o JOIN land_theme t ON t.theme = o.theme JOIN layer_feature f ON f.layer = o.layer AND f.edition = o.edition AND f.id = o.feature
                WHERE o.patch_id = s.id AND o.theme = 'land_use' ORDER BY o.area_m2 DESC LIMIT 1) v ON true
            WHERE s.batch_id = $1 AND s.state IN ('issued', 'overlaid') AND s.verdict IS NULL AND s.assignee IS NULL AND s.outcome = 'doubtful'
              AND s.area_code IN (SELECT code FROM area_ancestor WHERE ancestor = ANY ($2))
              AND ($3::text IS NULL OR s.area_code IN (SELECT code FROM area_ancestor WHERE ancestor = $3))
              AND ($4::text[] IS NULL OR s.kind = ANY ($4)) AND ($5::bigint[] IS NULL OR s.id = ANY ($5))
            ORDER BY coalesce(-s.basic_farmland_m2, 0), coalesce(-s.cultivated_m2, 0), s.due, s.id LIMIT $6
            """,
            connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, batch);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        command.Parameters.Add(NpgsqlDbType.Text, wish.Area);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, wish.Kinds is { Count: > 0 } kinds ? kinds.ToArray() : null);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, ids);
        command.Parameters.Add(NpgsqlDbType.Integer, limit);
        return await command.ListAsync(row => new SpreadPatch(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4)), cancellationToken);
    }

    /// <summary>Officers and inspectors who may judge in these counties, each by the nearest of his grants, with what they have open.</summary>
    public static async Task<IReadOnlyList<SpreadTaker>> TakersAsync(NpgsqlConnection connection, string[] counties, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT a.id, a.display_name, m.code, min(depth.above)::int,
                   (SELECT count(*)::int FROM patch_stand s WHERE s.assignee = a.id AND s.state IN ('issued', 'overlaid', 'assigned', 'verified', 'returned'))
            FROM unnest($1) m (code)
            JOIN area_ancestor up ON up.code = m.code
            JOIN account_grant g ON g.area_code = up.ancestor AND g.role IN ('officer', 'inspector') AND g.layers IS NULL AND g.valid_from <= now() AND (g.valid_to IS NULL OR g.valid_to > now())
            JOIN account a ON a.id = g.account_id AND a.disabled_at IS NULL
            CROSS JOIN LATERAL (SELECT count(*) AS above FROM area_ancestor o JOIN area_ancestor i ON i.code = o.ancestor AND i.ancestor = up.ancestor WHERE o.code = m.code AND o.ancestor <> up.ancestor) depth
            GROUP BY a.id, a.display_name, m.code
            ORDER BY m.code, 4, 5, a.id
            """,
            connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, counties);
        return await command.ListAsync(row => new SpreadTaker(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4)), cancellationToken);
    }

    public static async Task<HashSet<(long Patch, long Account)>> ConflictsAsync(NpgsqlConnection connection, long[] patches, DateOnly today, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT DISTINCT patch_id, account_id FROM patch_conflicts($1, $2)", connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, patches);
        command.Parameters.Add(NpgsqlDbType.Date, today);
        return [.. await command.ListAsync(row => (row.GetInt64(0), row.GetInt64(1)), cancellationToken)];
    }
}
