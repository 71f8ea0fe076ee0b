using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Tiles.Import;

/// <summary>The editions that a stored layer had, and the way back to one.</summary>
internal sealed class EditionStore(NpgsqlDataSource tiles)
{
    /// <summary>Keeps with the edition that is shown what the catalogue says of it. in: $1 layer</summary>
    public const string KeepEntrySql =
        """
        UPDATE layer_edition e
        SET entry = jsonb_build_object('title_zh', l.title_zh, 'title_en', l.title_en, 'licence', l.licence, 'credit', l.credit, 'source', l.source, 'owner', l.owner, 'approximate', l.approximate)
        FROM layer l WHERE l.id = $1 AND e.layer = l.id AND e.edition = l.edition
        """;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<LayerEdition>> ListAsync(string layer, CancellationToken cancellationToken)
    {
        await using var command = tiles.CreateCommand(
            """
            SELECT e.edition, e.edition = l.edition, e.dropped_at IS NULL, e.imported_at, e.imported_by, e.feature_count, e.changes,
                   coalesce((e.report ->> 'repairedCount')::bigint, jsonb_array_length(coalesce(e.report -> 'repaired', '[]'))),
                   coalesce((e.report ->> 'refusedCount')::bigint, jsonb_array_length(coalesce(e.report -> 'refused', '[]'))), e.source
            FROM layer l JOIN layer_edition e ON e.layer = l.id
            WHERE l.id = $1 AND l.kind = 'stored'
            ORDER BY e.edition DESC
            """);
        command.Parameters.Add(new() { Value = layer });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var editions = new List<LayerEdition>();
        while (await row.ReadAsync(cancellationToken))
        {
            editions.Add(new LayerEdition(
                row.GetInt32(0), row.GetBoolean(1), row.GetBoolean(2), row.GetDateTime(3), row.GetString(4), row.GetInt64(5), row.GetInt32(6), row.GetInt64(7), row.GetInt64(8), row.GetString(9)));
        }

        return editions.Count > 0 ? editions : throw new ImportRefusedException(ImportRefusedException.BadWish, $"There is no stored layer '{layer}' with an edition.");
    }

    /// <summary>Null where there is no such edition.</summary>
    public async Task<EditionReport?> ReportAsync(string layer, int edition, CancellationToken cancellationToken)
    {
        await using var command = tiles.CreateCommand("SELECT e.source, e.feature_count, e.report FROM layer_edition e JOIN layer l ON l.id = e.layer WHERE l.id = $1 AND e.edition = $2 AND l.kind = 'stored'");
        command.Parameters.Add(new() { Value = layer });
        command.Parameters.Add(new() { Value = edition });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        using var report = JsonDocument.Parse(row.GetString(2));
        var (repaired, refused) = (Remarks(report.RootElement, "repaired"), Remarks(report.RootElement, "refused"));
        return new EditionReport(
            edition, row.GetString(0), Count(report.RootElement, "read") ?? row.GetInt64(1), Count(report.RootElement, "repairedCount") ?? repaired.Count,
            Count(report.RootElement, "refusedCount") ?? refused.Count, repaired, refused);
    }

    /// <summary>Shows an earlier edition again, with the changes that people made to it and what the catalogue said then. Readers see one or the other.</summary>
    /// <returns>The edition that was shown until now.</returns>
    public async Task<int> RollBackAsync(string layer, int edition, string by, long? account, string? reason, CancellationToken cancellationToken)
    {
        var editions = await ListAsync(layer, cancellationToken);
        var before = editions.FirstOrDefault(known => known.IsShown)?.Edition ?? 0;
        if (editions.FirstOrDefault(known => known.Edition == edition) is not { IsKept: true, IsShown: false })
        {
            var choice = string.Join(", ", editions.Where(known => known is { IsKept: true, IsShown: false }).Select(known => known.Edition));
            throw new ImportRefusedException(
                ImportRefusedException.WrongState, $"{layer} can't go to edition {edition}; it is at {before}, and kept are {(choice.Length > 0 ? choice : "no others")}.", status: 409);
        }

        await using var connection = await tiles.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("""
                    UPDATE layer l
                    SET edition = e.edition, title_zh = coalesce(e.entry ->> 'title_zh', l.title_zh), title_en = coalesce(e.entry ->> 'title_en', l.title_en),
                        licence = coalesce(e.entry ->> 'licence', l.licence), credit = coalesce(e.entry ->> 'credit', l.credit), source = coalesce(e.entry ->> 'source', l.source),
                        owner = coalesce(e.entry ->> 'owner', l.owner), approximate = coalesce((e.entry ->> 'approximate')::boolean, l.approximate)
                    FROM layer_edition e
                    WHERE l.id = $1 AND e.layer = l.id AND e.edition = $2 AND e.dropped_at IS NULL
                    """) { Parameters = { new() { Value = layer }, new() { Value = edition } } },
                new("SELECT append_audit($5, $1, 'layer.roll-back', 'layer', $2, NULL, jsonb_strip_nulls(jsonb_build_object('edition', $3::integer, 'before', $4::integer, 'reason', $6::text)))")
                {
                    Parameters =
                    {
                        new() { Value = by },
                        new() { Value = layer },
                        new() { Value = edition },
                        new() { Value = before },
                        new() { Value = (object?)account ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
                        new() { Value = (object?)reason ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                    },
                },
                new("SELECT append_live_event('layer', '{}', '{}', jsonb_build_object('layer', $1::text))") { Parameters = { new() { Value = layer } } },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return before;
    }

    private static List<RowRemark> Remarks(JsonElement report, string name) =>
        report.TryGetProperty(name, out var remarks) ? remarks.Deserialize<List<RowRemark>>(JsonSerializerOptions.Web)! : [];

    private static long? Count(JsonElement report, string name) => report.TryGetProperty(name, out var count) ? count.GetInt64() : null;
}
