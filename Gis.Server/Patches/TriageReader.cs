using System.Globalization;
using Gis.Server.ReadModel;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Patches;

/// <summary>Reads, for some patches at a time, what the comparison needs: one bounded statement for each theme.</summary>
internal sealed class TriageReader(NpgsqlDataSource store)
{
    private static readonly string Sql = EmbeddedSql.Beside(typeof(TriageReader));
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4490);

    /// <summary>Patches that were not compared since they came, changed, or somebody asked for it.</summary>
    public async Task<IReadOnlyList<long>> DueAsync(int most, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            """
            SELECT p.id FROM patch p JOIN patch_batch b ON b.id = p.batch_id LEFT JOIN patch_triage t ON t.patch_id = p.id
            WHERE t.patch_id IS NULL OR t.triaged_at < greatest(p.valid_from, b.compare_after) ORDER BY p.id LIMIT $1
            """);
        command.Parameters.Add(NpgsqlDbType.Integer, most);
        return await command.ListAsync(row => row.GetInt64(0), cancellationToken);
    }

    public static async Task<IReadOnlyList<PatchToCompare>> PatchesAsync(NpgsqlConnection connection, long[] ids, CancellationToken cancellationToken)
    {
        await using var command = Of(
            connection,
            """
            SELECT id, area_code, kind, before_on, after_on, coalesce(says_basic_farmland, false), coalesce(says_red_line, false), valid_from, clock_timestamp(), ST_AsBinary(outline) FROM patch WHERE id = ANY ($1)
            """,
            ids);
        return await command.ListAsync(
            row => new PatchToCompare(
                row.GetInt64(0), row.GetString(1), row.TextOrNull(2), PatchReader.DayOrNull(row, 3), PatchReader.DayOrNull(row, 4), row.GetBoolean(5), row.GetBoolean(6),
                row.GetFieldValue<DateTime>(7), row.GetFieldValue<DateTime>(8), Shape(row, 9)),
            cancellationToken);
    }

    public static async Task<ILookup<long, EarlierShape>> EarlierAsync(NpgsqlConnection connection, long[] ids, CancellationToken cancellationToken)
    {
        await using var command = Of(
            connection,
            """
            SELECT p.id, s.id, s.kind, s.outcome, s.verdict, s.state, s.before_on, s.after_on, ST_AsBinary(s.outline)
            FROM patch p JOIN patch_standing s ON s.outline && p.outline AND s.id < p.id AND s.batch_id <> p.batch_id
            WHERE p.id = ANY ($1)
            """,
            ids);
        var found = await command.ListAsync(
            row => new EarlierShape(
                row.GetInt64(0), row.GetInt64(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.GetString(5), PatchReader.DayOrNull(row, 6), PatchReader.DayOrNull(row, 7), Shape(row, 8)),
            cancellationToken);
        return found.ToLookup(one => one.Patch);
    }

    public static async Task FeaturesAsync(NpgsqlConnection connection, LandTheme theme, long[] ids, Action<long, LandFeature> take, CancellationToken cancellationToken)
    {
        // The name of a layer has letters, digits and _ alone: the store's own check.
        await using var command = Of(connection, Sql.Replace("{layer}", theme.Layer, StringComparison.Ordinal), ids);
        command.Parameters.Add(NpgsqlDbType.Integer, theme.Edition);
        foreach (var name in (string[])[
            theme.Field("number"), theme.Field("use", "zone"), theme.Field("class", "kind"), theme.Field("verdict"), theme.Field("building_allowed"), theme.Field("valid_from", "found_on"),
            theme.Field("valid_to", "closed_on")])
        {
            command.Parameters.Add(NpgsqlDbType.Text, name);
        }

        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var (from, to) = (row.TextOrNull(7), row.TextOrNull(8));
            var (begins, ends) = (Day(from), Day(to));
            take(row.GetInt64(0), new LandFeature(
                theme, row.GetInt64(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5), Allows(row.TextOrNull(6)),
                // A last day that nobody can read is no open end.
                ends is null && !string.IsNullOrWhiteSpace(to) && theme.Theme != "inspection" ? null : begins, ends, Shape(row, 9)));
        }
    }

    private static NpgsqlCommand Of(NpgsqlConnection connection, string sql, long[] ids)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, ids);
        return command;
    }

    private static Geometry Shape(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? Factory.CreatePolygon() : new WKBReader { IsStrict = false }.Read(row.GetFieldValue<byte[]>(column));

    private static DateOnly? Day(string? text) =>
        text is { Length: >= 10 } && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static bool? Allows(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        "true" or "1" or "yes" or "是" => true,
        "false" or "0" or "no" or "否" => false,
        _ => null,
    };
}
