using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.Patches.Review;
using Gis.Server.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Patches;

/// <summary>Reads patches as they stand, and all that is known of one.</summary>
internal static class PatchReader
{
    private static readonly string Sql = EmbeddedSql.Beside(typeof(PatchReader));

    public static async Task<IReadOnlyList<PatchRow>> ReadAsync(NpgsqlConnection connection, PatchFilter filter, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        await BindAsync(command, filter, cancellationToken);
        command.Parameters.Add(NpgsqlDbType.Integer, filter.Limit);
        command.Parameters.Add(NpgsqlDbType.Bigint, filter.After);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, filter.Ids);
        return await PatchVeil.OverAsync(connection, await command.ListAsync(Read, cancellationToken), filter.Reader, cancellationToken);
    }

    /// <summary>How many stand in each list, whichever the filter names.</summary>
    public static async Task<(PatchCounts Counts, int Judged, int Total)> CountAsync(NpgsqlConnection connection, PatchFilter filter, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT count(*) FILTER (WHERE s.outcome IS DISTINCT FROM 'explained' AND s.verdict IS NULL AND s.state <> 'returned')::int,
                   count(*) FILTER (WHERE s.outcome = 'explained' AND s.verdict IS NULL AND s.state <> 'returned')::int,
                   count(*) FILTER (WHERE s.state = 'returned')::int,
                   count(*) FILTER (WHERE s.sample AND s.verdict IS NULL AND s.state <> 'returned')::int,
                   count(*) FILTER (WHERE s.verdict IS NOT NULL AND s.state <> 'returned')::int,
                   count(*)::int, count(*) FILTER (WHERE s.state IN ('case', 'rectifying', 'rectified'))::int
            FROM patch_stand s
            WHERE s.area_code = ANY ($1) AND $2::date IS NOT NULL AND ($3::bigint IS NULL OR s.patch_id = $3) AND ($4::bigint IS NULL OR s.batch_id = $4) AND ($5::text IS NULL OR true)
              AND ($6::text IS NULL OR s.kind = $6)
              AND ($7::text IS NULL OR s.patch_id = ANY (ARRAY(SELECT p.id FROM patch p WHERE strpos(lower(p.number), lower($7)) > 0 OR strpos(lower(p.place), lower($7)) > 0)))
              AND ($8::bigint IS NULL OR s.assignee = $8)
            """,
            connection);
        await BindAsync(command, filter, cancellationToken);
        var found = await command.ListAsync(
            row => (new PatchCounts(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(6)), row.GetInt32(4), row.GetInt32(5)), cancellationToken);
        return found[0];
    }

    public static async Task<IReadOnlyList<PatchOverlap>> OverlapsAsync(NpgsqlConnection connection, long patch, CancellationToken cancellationToken)
    {
        await using var command = Of(
            connection,
            """
            SELECT o.theme, o.layer, o.feature, o.document, o.use, o.class, o.valid_from, o.valid_to, o.state, o.area_m2, o.share
            FROM patch_overlap o LEFT JOIN land_theme t ON t.theme = o.theme WHERE o.patch_id = $1 ORDER BY t.sort, o.area_m2 DESC, o.feature LIMIT 1000
            """,
            patch);
        return await command.ListAsync(
            row => new PatchOverlap(
                row.GetString(0), row.GetString(1), row.GetInt64(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5), DayOrNull(row, 6), DayOrNull(row, 7), row.GetString(8),
                row.GetDouble(9), row.GetDouble(10)),
            cancellationToken);
    }

    public static async Task<IReadOnlyList<PatchHappening>> HistoryAsync(NpgsqlConnection connection, long patch, CancellationToken cancellationToken)
    {
        await using var command = Of(
            connection,
            """
            SELECT e.id, e.kind, e.at, a.display_name, e.state, e.verdict, e.reason, e.details::text
            FROM patch_event e LEFT JOIN account a ON a.id = e.account_id WHERE e.patch_id = $1 ORDER BY e.id LIMIT 1000
            """,
            patch);
        var rows = await command.ListAsync(
            row => new PatchHappening(
                row.GetInt64(0), row.GetString(1), row.Time(2), row.TextOrNull(3), From: null, row.TextOrNull(4), row.TextOrNull(5), row.TextOrNull(6), row.Json(7)),
            cancellationToken);
        string? state = null;
        var told = new List<PatchHappening>(rows.Count);
        foreach (var row in rows)
        {
            told.Add(row with { From = row.To is null ? null : state });
            state = row.To ?? state;
        }

        return told;
    }

    public static async Task<IReadOnlyList<EarlierPatch>> EarlierAsync(NpgsqlConnection connection, long patch, string[] roots, CancellationToken cancellationToken)
    {
        await using var command = Of(
            connection,
            """
            SELECT s.id, s.number, s.batch, s.before_on, s.after_on, s.state, CASE WHEN NOT s.is_sealed THEN s.verdict END
            FROM patch_triage t JOIN patch_standing s ON s.id = ANY (t.earlier)
            WHERE t.patch_id = $1 AND area_within(s.area_code, $2) ORDER BY s.after_on DESC NULLS LAST, s.id DESC LIMIT 100
            """,
            patch);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        return await command.ListAsync(
            row => new EarlierPatch(row.GetInt64(0), row.GetString(1), row.GetString(2), DayOrNull(row, 3), DayOrNull(row, 4), row.GetString(5), row.TextOrNull(6)), cancellationToken);
    }

    /// <summary>What the card has beside the row.</summary>
    public static async Task<(JsonElement Geometry, double? StatedM2, string? Features, string? Note, double? Score, IReadOnlyList<PatchReason> Reasons)> MoreAsync(
        NpgsqlConnection connection, long patch, CancellationToken cancellationToken)
    {
        await using var command = Of(
            connection, "SELECT ST_AsGeoJSON(s.outline, 8), s.stated_m2, s.features, s.note, s.score, s.reasons::text FROM patch_standing s WHERE s.id = $1", patch);
        var found = await command.ListAsync(
            row => (row.Json(0), row.DoubleOrNull(1), row.TextOrNull(2), row.TextOrNull(3), row.DoubleOrNull(4),
                (IReadOnlyList<PatchReason>)(JsonSerializer.Deserialize<List<PatchReason>>(row.GetString(5), JsonSerializerOptions.Web) ?? [])),
            cancellationToken);
        return found[0];
    }

    internal static DateOnly? DayOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    private static NpgsqlCommand Of(NpgsqlConnection connection, string sql, long patch)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, patch);
        return command;
    }

    private static async Task BindAsync(NpgsqlCommand command, PatchFilter filter, CancellationToken cancellationToken)
    {
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, await AreaCodes.UnderAsync(command.Connection!, filter.Roots, filter.Area, cancellationToken));
        command.Parameters.Add(NpgsqlDbType.Date, filter.Today);
        command.Parameters.Add(NpgsqlDbType.Bigint, filter.Id);
        command.Parameters.Add(NpgsqlDbType.Bigint, filter.Batch);
        command.Parameters.Add(NpgsqlDbType.Text, filter.List);
        command.Parameters.Add(NpgsqlDbType.Text, filter.Kind);
        command.Parameters.Add(NpgsqlDbType.Text, filter.Text);
        command.Parameters.Add(NpgsqlDbType.Bigint, filter.Assignee);
    }

    private static PatchRow Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetInt64(2),
        row.GetString(3),
        row.GetString(4),
        row.TextOrNull(5),
        row.TextOrNull(6),
        row.TextOrNull(7),
        row.TextOrNull(8),
        row.TextOrNull(9),
        row.GetDouble(10),
        row.DoubleOrNull(11),
        row.DoubleOrNull(12),
        row.DoubleOrNull(13),
        row.GetString(14),
        row.TextOrNull(15),
        row.TextOrNull(16),
        row.TextOrNull(17),
        row.GetBoolean(18),
        row.GetFieldValue<DateOnly>(19),
        row.GetBoolean(20),
        row.LongOrNull(21),
        row.TextOrNull(22),
        row.TextOrNull(23),
        DayOrNull(row, 24),
        DayOrNull(row, 25),
        [row.GetDouble(26), row.GetDouble(27), row.GetDouble(28), row.GetDouble(29)],
        [row.GetDouble(30), row.GetDouble(31)],
        row.GetString(32),
        row.GetInt64(33));
}
