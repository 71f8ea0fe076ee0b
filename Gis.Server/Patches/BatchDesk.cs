using System.Globalization;
using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Gis.Tiles;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Patches;

/// <summary>Takes files of patches in: the same file twice changes nothing, a changed row is a new state of its patch.</summary>
internal sealed class BatchDesk(NpgsqlDataSource store, AreaTree areas, TriageKeeper triage, IConfiguration configuration, TimeProvider clock)
{
    public async Task<Result<PatchBatchRow>> TakeAsync(BatchWish wish, Stream body, long? length, string? crs, Caller caller, CancellationToken cancellationToken)
    {
        try
        {
            var file = await TilesModule.ReadAreasAsync(store, configuration, body, length, crs, cancellationToken);
            return file.Fields.Any(field => PatchFields.Number.Contains(field, StringComparer.OrdinalIgnoreCase))
                ? await EnterAsync(wish, file, caller, cancellationToken)
                : new Refusal("patch-fields", "文件缺少图斑编号字段。", $"The file has no field for the number of a patch; accepted is one of {string.Join(", ", PatchFields.Number)}.")
                {
                    Status = StatusCodes.Status400BadRequest,
                };
        }
        catch (FileRefusedException refused)
        {
            return new Refusal($"patch-{refused.Code}", $"文件无法读取：{refused.Message}", refused.Message) { Status = refused.Status };
        }
    }

    /// <summary>Null where there is no such batch in an area of which the caller is an officer.</summary>
    public async Task<PatchBatchRow?> CompareAsync(long id, Caller caller, CancellationToken cancellationToken)
    {
        await using (var transaction = await CommandTransaction.BeginAsync(store, cancellationToken))
        {
            var area = await transaction.ScalarAsync<string>(
                "UPDATE patch_batch SET compare_after = clock_timestamp() WHERE id = $1 AND area_within(area_code, $2) RETURNING area_code", cancellationToken, id, caller.Roots(Role.Officer));
            if (area is null)
            {
                return null;
            }

            transaction.Audit(new AuditEntry(caller.AccountId, caller.Name, "patch.compare", "patch_batch", id.ToString(CultureInfo.InvariantCulture), area));
            await transaction.CommitAsync(cancellationToken);
        }

        triage.Ring();
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        return (await ListBatches.ReadAsync(connection, caller.ReadingRoots, id, cancellationToken)).Single();
    }

    private async Task<PatchBatchRow> EnterAsync(BatchWish wish, FileReading file, Caller caller, CancellationToken cancellationToken)
    {
        var (read, repaired, refused) = PatchTaking.Take(file.Rows);
        var (taken, outside) = await PlaceAsync(read, wish.AreaCode, cancellationToken);
        IReadOnlyList<ImportRemark> no = [.. refused.Concat(outside).OrderBy(remark => remark.Row)];
        var now = clock.GetUtcNow();
        long id;
        await using (var transaction = await CommandTransaction.BeginAsync(store, cancellationToken))
        {
            await transaction.LockAsync(ActLock.PatchBatch, $"{wish.AreaCode} {wish.Code}", cancellationToken);
            id = await BatchAsync(transaction, wish, file.Hash, caller.AccountId, now, cancellationToken);
            var (added, changed, touched) = await PatchMerge.RunAsync(transaction, id, wish.Origin, taken, caller.AccountId, now, cancellationToken);
            var report = new ImportReport(
                file.Rows.Count, added.Count, changed.Count, taken.Count - added.Count - changed.Count, repaired.Count, no.Count, [.. repaired.Take(ImportReport.MostRemarks)],
                [.. no.Take(ImportReport.MostRemarks)]);
            var json = JsonSerializer.Serialize(report, JsonSerializerOptions.Web);
            transaction.Later("UPDATE patch_batch SET report = $2::jsonb WHERE id = $1", id, json);
            transaction.Audit(new AuditEntry(
                caller.AccountId, caller.Name, "patch.import", "patch_batch", id.ToString(CultureInfo.InvariantCulture), wish.AreaCode,
                JsonSerializer.Serialize(
                    new { wish.Code, file = wish.FileName, file.Hash, report.Read, report.New, report.Changed, report.Same, repaired = report.RepairedCount, refused = report.RefusedCount },
                    JsonSerializerOptions.Web)));
            await transaction.CommitAsync(cancellationToken, touched.Count == 0 ? [] : PatchDesk.News([.. added, .. changed], [.. touched]));
        }

        triage.Ring();
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        return (await ListBatches.ReadAsync(connection, caller.ReadingRoots, id, cancellationToken)).Single();
    }

    /// <summary>In which county each lies, where its row does not say it; those outside the batch's area are refused.</summary>
    private async Task<(IReadOnlyList<PatchTaken> Taken, IReadOnlyList<ImportRemark> Outside)> PlaceAsync(IReadOnlyList<PatchTaken> read, string area, CancellationToken cancellationToken)
    {
        var found = await CountiesAsync([.. read.Where(one => one.AreaCode is null)], cancellationToken);
        var (taken, outside) = (new List<PatchTaken>(read.Count), new List<ImportRemark>());
        foreach (var one in read)
        {
            var code = one.AreaCode ?? found.GetValueOrDefault(one.Row);
            if (code is null || !areas.Exists(code))
            {
                outside.Add(new ImportRemark(
                    one.Row, one.Number, "unknown-area", code is null ? "its county is not said, and it lies in none that is drawn; accepted is a code in XZQDM" : $"the county {code} is not known"));
            }
            else if (!areas.IsWithin(code, [area]))
            {
                outside.Add(new ImportRemark(one.Row, one.Number, "outside", $"the county {code} lies outside {area}, for which the batch is"));
            }
            else
            {
                taken.Add(one with { AreaCode = code });
            }
        }

        return (taken, outside);
    }

    private async Task<Dictionary<long, string>> CountiesAsync(PatchTaken[] nowhere, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            """
            SELECT DISTINCT ON (u.row) u.row, a.code
            FROM unnest($1, $2, $3) u (row, lon, lat)
            JOIN layer l ON l.id = 'counties'
            JOIN layer_feature f ON f.layer = 'counties' AND f.edition = l.edition AND ST_Intersects(f.geom, ST_SetSRID(ST_MakePoint(u.lon, u.lat), 4490))
            JOIN area a ON a.code = f.code AND a.valid_to IS NULL
            ORDER BY u.row, a.code
            """);
        var inside = nowhere.Select(one => one.Outline.InteriorPoint).ToArray();
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, nowhere.Select(one => one.Row).ToArray());
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Double, inside.Select(point => point.X).ToArray());
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Double, inside.Select(point => point.Y).ToArray());
        return (await command.ListAsync(row => (row.GetInt64(0), row.GetString(1)), cancellationToken)).ToDictionary(one => one.Item1, one => one.Item2);
    }

    private static async Task<long> BatchAsync(CommandTransaction transaction, BatchWish wish, string hash, long accountId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await transaction.ScalarAsync<long>(
            """
            INSERT INTO patch_batch (area_code, code, kind, origin, due, received_at, account_id, file_name, file_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (area_code, code) DO UPDATE SET file_name = EXCLUDED.file_name, file_hash = EXCLUDED.file_hash RETURNING id
            """,
            cancellationToken, wish.AreaCode, wish.Code, wish.Kind, wish.Origin, wish.Due, now, accountId, wish.FileName, hash);
}
