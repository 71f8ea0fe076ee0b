using System.Text.Json;
using Gis.Server.Rules;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Patches;

/// <summary>Writes what some comparisons came to, with the figures they rest on, in one transaction.</summary>
internal static class TriageWriter
{
    /// <summary>Of the explained patches, this part is looked at by people all the same.</summary>
    private const double SampleShare = 0.05;

    public static async Task WriteAsync(NpgsqlDataSource store, IReadOnlyList<PatchComparison> comparisons, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        var written = await UpsertAsync(transaction, comparisons, cancellationToken);
        var these = comparisons.Where(one => written.Contains(one.Patch.Id)).ToList();
        long[] ids = [.. these.Select(one => one.Patch.Id)];
        await transaction.ExecuteAsync("DELETE FROM patch_overlap WHERE patch_id = ANY ($1)", cancellationToken, ids);
        await CopyAsync(transaction.Connection, these, cancellationToken);
        transaction.Later(
            """
            INSERT INTO patch_event (patch_id, kind, at, state, details)
            SELECT u.id, 'triaged', $3, CASE WHEN s.state = 'issued' THEN 'overlaid' END, u.details::jsonb
            FROM unnest($1, $2) u (id, details) JOIN patch_standing s ON s.id = u.id ORDER BY u.id
            """,
            ids, these.Select(Details).ToArray(), now);
        await transaction.CommitAsync(cancellationToken, PatchDesk.News(ids, [.. these.Select(one => one.Patch.AreaCode).Distinct()]));
    }

    private static async Task<HashSet<long>> UpsertAsync(CommandTransaction transaction, IReadOnlyList<PatchComparison> all, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(
            """
            INSERT INTO patch_triage AS t (patch_id, outcome, suggestion, rule, reasons, cultivated_m2, basic_farmland_m2, red_line_m2, earlier, sample, triaged_at)
            SELECT u.id, u.outcome, nullif(u.suggestion, ''), nullif(u.rule, ''), u.reasons::jsonb, u.cultivated, u.farmland, u.red_line, u.earlier::bigint[],
                   u.outcome = 'explained' AND random() < $12, u.read_at
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) u (id, since, outcome, suggestion, rule, reasons, cultivated, farmland, red_line, earlier, read_at)
            JOIN patch p ON p.id = u.id AND p.valid_from = u.since
            ON CONFLICT (patch_id) DO UPDATE SET
                outcome = EXCLUDED.outcome, suggestion = EXCLUDED.suggestion, rule = EXCLUDED.rule, reasons = EXCLUDED.reasons, cultivated_m2 = EXCLUDED.cultivated_m2,
                basic_farmland_m2 = EXCLUDED.basic_farmland_m2, red_line_m2 = EXCLUDED.red_line_m2, earlier = EXCLUDED.earlier,
                sample = EXCLUDED.outcome = 'explained' AND (t.sample OR EXCLUDED.sample), triaged_at = EXCLUDED.triaged_at
            RETURNING patch_id
            """,
            all.Select(one => one.Patch.Id).ToArray(),
            all.Select(one => one.Patch.Since).ToArray(),
            all.Select(one => one.Triage.IsExplained ? "explained" : "doubtful").ToArray(),
            all.Select(one => one.Triage.Suggestion ?? "").ToArray(),
            all.Select(one => one.Triage.Rule ?? "").ToArray(),
            all.Select(one => JsonSerializer.Serialize(one.Triage.Reasons, JsonSerializerOptions.Web)).ToArray(),
            all.Select(one => one.Triage.CultivatedM2).ToArray(),
            all.Select(one => one.Triage.BasicFarmlandM2).ToArray(),
            all.Select(one => one.Triage.RedLineM2).ToArray(),
            all.Select(one => $"{{{string.Join(',', one.Earlier.Select(seen => seen.Id))}}}").ToArray(),
            all.Select(one => one.Patch.ReadAt).ToArray(),
            SampleShare);
        var written = new HashSet<long>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            written.Add(row.GetInt64(0));
        }

        return written;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, IReadOnlyList<PatchComparison> these, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY patch_overlap (patch_id, theme, layer, edition, feature, document, use, class, valid_from, valid_to, state, area_m2, share) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var (patch, one) in these.SelectMany(comparison => comparison.Overlaps.Select(overlap => (comparison.Patch, overlap))))
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(patch.Id, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(one.Theme, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(one.Layer, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(one.Edition, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(one.Feature, NpgsqlDbType.Bigint, cancellationToken);
            await WriteAsync(copy, one.Document, cancellationToken);
            await WriteAsync(copy, one.Use, cancellationToken);
            await WriteAsync(copy, one.Class, cancellationToken);
            await WriteAsync(copy, one.From, cancellationToken);
            await WriteAsync(copy, one.To, cancellationToken);
            await copy.WriteAsync(DocumentRules.StateOn(one, patch.AfterOn), NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(one.AreaM2, NpgsqlDbType.Double, cancellationToken);
            await copy.WriteAsync(one.Share, NpgsqlDbType.Double, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken cancellationToken) =>
        text is null ? copy.WriteNullAsync(cancellationToken) : copy.WriteAsync(text, NpgsqlDbType.Text, cancellationToken);

    private static Task WriteAsync(NpgsqlBinaryImporter copy, DateOnly? day, CancellationToken cancellationToken) =>
        day is { } on ? copy.WriteAsync(on, NpgsqlDbType.Date, cancellationToken) : copy.WriteNullAsync(cancellationToken);

    private static string Details(PatchComparison one) => JsonSerializer.Serialize(
        new
        {
            outcome = one.Triage.IsExplained ? "explained" : "doubtful",
            one.Triage.Suggestion,
            one.Triage.Rule,
            cultivatedM2 = Math.Round(one.Triage.CultivatedM2, 1),
            basicFarmlandM2 = Math.Round(one.Triage.BasicFarmlandM2, 1),
            redLineM2 = Math.Round(one.Triage.RedLineM2, 1),
            reasons = one.Triage.Reasons.Select(reason => reason.Code),
        },
        JsonSerializerOptions.Web);
}
