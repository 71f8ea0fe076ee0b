using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Tiles.Import;

/// <summary>Writes the rows of a layer as a new edition beside the old one, and shows it by one switch.</summary>
internal sealed class EditionWriter(NpgsqlDataSource tiles)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly LayerStore _layers = new(tiles);

    public static string Hash(ReadOnlySpan<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>Stores the rows as the next edition and shows it. Readers see the old edition until COMMIT; it stays in the store.</summary>
    /// <returns>The number of the new edition.</returns>
    public Task<int> SwitchAsync(LayerEntry info, LayerRows rows, string importedBy, string sha256, CancellationToken cancellationToken)
    {
        var repairs = rows.Repaired.ToDictionary(remark => remark.Row);
        var outcomes = rows.Rows.Select(row => new RowOutcome(row, repairs.GetValueOrDefault(row.Id))).Concat(rows.Refused.Select(remark => new RowOutcome(null, remark)));
        return SwitchAsync(info, outcomes.ToAsyncEnumerable(), new RowTally(), new EditionMaking(importedBy, Account: null, sha256), () => { }, cancellationToken);
    }

    /// <summary>As above, of rows that are still being read, which the tally counts. An edition without a row is refused.</summary>
    /// <param name="stored">Told when all rows are stored, and what is drawn at low zooms begins to be made.</param>
    public async Task<int> SwitchAsync(
        LayerEntry info, IAsyncEnumerable<RowOutcome> rows, RowTally tally, EditionMaking making, Action stored, CancellationToken cancellationToken)
    {
        try
        {
            return await StoreAsync(info, rows, tally, making, stored, cancellationToken);
        }
        catch
        {
            await WithdrawAsync(info.Id);
            throw;
        }
    }

    private async Task<int> StoreAsync(
        LayerEntry info, IAsyncEnumerable<RowOutcome> rows, RowTally tally, EditionMaking making, Action stored, CancellationToken cancellationToken)
    {
        await using var connection = await tiles.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await TakeTurnAsync(connection, info.Id, cancellationToken);
        await _layers.EnterAsync(info, cancellationToken);
        var edition = await NextEditionAsync(connection, info.Id, cancellationToken);
        await CopyAsync(connection, info.Id, edition, rows, tally, cancellationToken);
        if (tally.Kept == 0)
        {
            var why = tally.Refused.Count > 0 ? $" Row {tally.Refused[0].Row}: {tally.Refused[0].Reason}." : "";
            throw new ImportRefusedException(ImportRefusedException.NoRows, $"The file holds no usable row; {info.Id} stays as it is.{why}");
        }

        stored();
        await GeneraliseAsync(connection, info.Id, edition, cancellationToken);
        await WriteEditionAsync(connection, info, edition, tally, making, cancellationToken);
        await ShowAsync(connection, info, edition, making, tally, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await DropOldAsync(connection, info.Id, CancellationToken.None);
        return edition;
    }

    /// <summary>A layer that was to begin with this edition goes again.</summary>
    private async Task WithdrawAsync(string layer)
    {
        try
        {
            await _layers.WithdrawAsync(layer, CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // The store is away: why the edition failed is what matters to who waits. The mark stays, and the next start looks for it.
        }
    }

    /// <summary>Two imports of one layer come one after the other; people go on changing the edition that is shown until the new one is whole.</summary>
    private static async Task TakeTurnAsync(NpgsqlConnection connection, string layer, CancellationToken cancellationToken)
    {
        await using var turn = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtext('layer import'), hashtext($1))", connection) { Parameters = { new() { Value = layer } } };
        try
        {
            await turn.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new ImportRefusedException(ImportRefusedException.Busy, $"Another import of {layer} is at work; try again when it is done.", status: 503);
        }
    }

    private static async Task<int> NextEditionAsync(NpgsqlConnection connection, string layer, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT coalesce(max(edition), 0) + 1 FROM layer_edition WHERE layer = $1", connection);
        command.Parameters.Add(new() { Value = layer });
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection, string layer, int edition, IAsyncEnumerable<RowOutcome> rows, RowTally tally, CancellationToken cancellationToken)
    {
        var shapes = new WKBWriter(ByteOrder.LittleEndian, handleSRID: true);
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY layer_feature (layer, edition, id, code, name_zh, name_en, area_code, rank, properties, geom) FROM STDIN (FORMAT BINARY)",
            cancellationToken);
        // Reading a row of the file may take longer than a statement may; who waits can cancel.
        copy.Timeout = TimeSpan.FromHours(1);
        await foreach (var outcome in rows.WithCancellation(cancellationToken))
        {
            if (outcome.Row is not { } row)
            {
                tally.Refuse(outcome.Remark!);
                continue;
            }

            tally.Keep(row, outcome.Remark);
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
        await using var command = new NpgsqlCommand("SELECT generalise_layer($1, $2)", connection) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = layer });
        command.Parameters.Add(new() { Value = edition });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task WriteEditionAsync(
        NpgsqlConnection connection, LayerEntry info, int edition, RowTally tally, EditionMaking making, CancellationToken cancellationToken)
    {
        var report = JsonSerializer.Serialize(
            new { sha256 = making.Sha256, edition = info.Edition, read = tally.Read, repairedCount = tally.RepairedCount, refusedCount = tally.RefusedCount, tally.Repaired, tally.Refused }, Json);
        await using var command = new NpgsqlCommand("""
            INSERT INTO layer_edition (layer, edition, source, imported_by, feature_count, min_lon, min_lat, max_lon, max_lat, report)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb)
            """, connection);
        var extent = tally.Extent;
        foreach (var value in (object[])[
            info.Id, edition, info.Source, making.ImportedBy, tally.Kept, extent.MinX, extent.MinY, extent.MaxX, extent.MaxY, report])
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
    private static async Task ShowAsync(NpgsqlConnection connection, LayerEntry info, int edition, EditionMaking making, RowTally tally, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("""
                    UPDATE layer
                    SET edition = $2, entering = false, title_zh = $3, title_en = $4, licence = $5, credit = $6, source = $7, owner = $8, approximate = $9
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
                new("""
                    SELECT append_audit($4, $1, 'layer.import', 'layer', $2, NULL,
                        jsonb_build_object('edition', $3::integer, 'source', $5::text, 'sha256', $6::text, 'rows', $7::bigint, 'repaired', $8::bigint, 'refused', $9::bigint))
                    """)
                {
                    Parameters =
                    {
                        new() { Value = making.ImportedBy },
                        new() { Value = info.Id },
                        new() { Value = edition },
                        new() { Value = (object?)making.Account ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
                        new() { Value = info.Source },
                        new() { Value = making.Sha256 },
                        new() { Value = tally.Kept },
                        new() { Value = tally.RepairedCount },
                        new() { Value = tally.RefusedCount },
                    },
                },
                new("SELECT append_live_event('layer', '{}', '{}', jsonb_build_object('layer', $1::text))") { Parameters = { new() { Value = info.Id } } },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
