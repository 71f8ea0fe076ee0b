using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gis.BaseMap.Import;
using Gis.BaseMap.Output;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;

namespace Gis.BaseMap.Load;

/// <summary>The catalogue and its features in the store. A new edition is written beside the old one and shown by one switch.</summary>
internal sealed class LayerStore(NpgsqlDataSource tiles)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Hash(ReadOnlySpan<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>The catalogue's entry; null when there is no such stored layer.</summary>
    public async Task<StoredLayer?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var command = tiles.CreateCommand("""
            SELECT l.geometry_kind, l.title_zh, l.title_en, l.edition, e.imported_by, e.report ->> 'sha256', coalesce(e.changes, 0)
            FROM layer l LEFT JOIN layer_edition e ON e.layer = l.id AND e.edition = l.edition
            WHERE l.id = $1 AND l.kind = 'stored'
            """);
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new StoredLayer(
                id, reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3),
                reader.IsDBNull(4) ? null : reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetString(5), reader.GetInt32(6))
            : null;
    }

    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken)
    {
        await using var command = tiles.CreateCommand("SELECT id FROM layer WHERE kind = 'stored' ORDER BY id");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var names = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    /// <summary>Stores the rows as the next edition and shows it. Readers see the old edition until COMMIT; it stays in the store.</summary>
    /// <returns>The number of the new edition.</returns>
    public async Task<int> SwitchAsync(LayerInfo info, LayerRows rows, string importedBy, string sha256, CancellationToken cancellationToken)
    {
        await using var connection = await tiles.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await TakeTurnAsync(connection, info, cancellationToken);
        var edition = await NextEditionAsync(connection, info.Id, cancellationToken);
        await CopyAsync(connection, info.Id, edition, rows.Rows, cancellationToken);
        await GeneraliseAsync(connection, info.Id, edition, cancellationToken);
        await WriteEditionAsync(connection, info, edition, rows, importedBy, sha256, cancellationToken);
        await ShowAsync(connection, info, edition, importedBy, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await DropOldAsync(connection, info.Id, cancellationToken);
        return edition;
    }

    /// <summary>Two imports of one layer come one after the other; people go on changing the edition that is shown until the new one is whole.</summary>
    private static async Task TakeTurnAsync(NpgsqlConnection connection, LayerInfo info, CancellationToken cancellationToken)
    {
        await using (var turn = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtext('layer import'), hashtext($1))", connection) { Parameters = { new() { Value = info.Id } } })
        {
            await turn.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var command = new NpgsqlCommand("""
            INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, approximate, published, min_zoom)
            VALUES ($1, $2, $3, 'stored', $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (id) DO NOTHING
            """, connection);
        foreach (var value in (object[])[
            info.Id, info.TitleZh, info.TitleEn, info.GeometryKind, info.Licence, info.Credit, info.Source, info.Owner,
            info.Approximate, info.PublishedToAll, (short)info.MinZoom])
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<int> NextEditionAsync(NpgsqlConnection connection, string layer, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT coalesce(max(edition), 0) + 1 FROM layer_edition WHERE layer = $1", connection);
        command.Parameters.Add(new() { Value = layer });
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection, string layer, int edition, IReadOnlyList<LayerRow> rows, CancellationToken cancellationToken)
    {
        var shapes = new WKBWriter(ByteOrder.LittleEndian, handleSRID: true);
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY layer_feature (layer, edition, id, code, name_zh, name_en, area_code, rank, properties, geom) FROM STDIN (FORMAT BINARY)",
            cancellationToken);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(layer, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(edition, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(row.Id, NpgsqlDbType.Bigint, cancellationToken);
            foreach (var text in (string?[])[row.Code, row.NameZh, row.NameEn, row.AreaCode])
            {
                await (text is null ? copy.WriteNullAsync(cancellationToken) : copy.WriteAsync(text, NpgsqlDbType.Text, cancellationToken));
            }

            await copy.WriteAsync(row.MinZoom, NpgsqlDbType.Smallint, cancellationToken);
            await copy.WriteAsync(row.PropertiesJson, NpgsqlDbType.Jsonb, cancellationToken);
            await copy.WriteAsync(shapes.Write(row.Shape), NpgsqlDbType.Bytea, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static async Task GeneraliseAsync(NpgsqlConnection connection, string layer, int edition, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT generalise_layer($1, $2)", connection);
        command.Parameters.Add(new() { Value = layer });
        command.Parameters.Add(new() { Value = edition });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task WriteEditionAsync(
        NpgsqlConnection connection, LayerInfo info, int edition, LayerRows rows, string importedBy, string sha256, CancellationToken cancellationToken)
    {
        var extent = rows.Rows.Aggregate(new Envelope(), (reach, row) => reach.ExpandedBy(row.Shape.EnvelopeInternal));
        var report = JsonSerializer.Serialize(new { sha256, edition = info.Edition, read = rows.Read, rows.Repaired, rows.Refused }, Json);
        await using var command = new NpgsqlCommand("""
            INSERT INTO layer_edition (layer, edition, source, imported_by, feature_count, min_lon, min_lat, max_lon, max_lat, report)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb)
            """, connection);
        foreach (var value in (object[])[
            info.Id, edition, info.Source, importedBy, (long)rows.Rows.Count, extent.MinX, extent.MinY, extent.MaxX, extent.MaxY, report])
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task DropOldAsync(NpgsqlConnection connection, string layer, CancellationToken cancellationToken)
    {
        await using var drop = new NpgsqlCommand("SELECT drop_layer_editions($1)", connection) { CommandTimeout = 0, Parameters = { new() { Value = layer } } };
        await drop.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The event is the last statement: its lock on the log then lasts no longer than COMMIT.</summary>
    private static async Task ShowAsync(NpgsqlConnection connection, LayerInfo info, int edition, string importedBy, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("""
                    UPDATE layer
                    SET edition = $2, title_zh = $3, title_en = $4, licence = $5, credit = $6, source = $7, owner = $8, approximate = $9
                    WHERE id = $1
                    """)
                {
                    Parameters =
                    {
                        new() { Value = info.Id },
                        new() { Value = edition },
                        new() { Value = info.TitleZh },
                        new() { Value = info.TitleEn },
                        new() { Value = info.Licence },
                        new() { Value = info.Credit },
                        new() { Value = info.Source },
                        new() { Value = info.Owner },
                        new() { Value = info.Approximate },
                    },
                },
                new(EditionStore.KeepEntrySql) { Parameters = { new() { Value = info.Id } } },
                new("SELECT append_audit(NULL, $1, 'layer.import', 'layer', $2, NULL, jsonb_build_object('edition', $3::integer))")
                {
                    Parameters = { new() { Value = importedBy }, new() { Value = info.Id }, new() { Value = edition } },
                },
                new("SELECT append_live_event('layer', '{}', '{}', jsonb_build_object('layer', $1::text))") { Parameters = { new() { Value = info.Id } } },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
