using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Patches;

/// <summary>GET /api/patch-batches: batches of patches that reach into the caller's areas, the newest first.</summary>
internal static class ListBatches
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/patch-batches", HandleAsync).AllowReaders().WithName("ListPatchBatches");

    private static async Task<Ok<Page<PatchBatchRow>>> HandleAsync(Caller caller, NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        return TypedResults.Ok(new Page<PatchBatchRow>(await ReadAsync(connection, caller.ReadingRoots, id: null, cancellationToken), Next: null));
    }

    public static async Task<IReadOnlyList<PatchBatchRow>> ReadAsync(NpgsqlConnection connection, string[] roots, long? id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT b.id, b.code, b.area_code, b.kind, b.origin, b.due, b.received_at, b.file_name, c.patches, c.explained, c.patches - c.explained, c.judged,
                   CASE WHEN area_within(b.area_code, $1) THEN b.report ELSE '{}' END::text
            FROM patch_batch b
            LEFT JOIN (SELECT s.batch_id, count(*)::int AS patches, count(*) FILTER (WHERE s.outcome = 'explained')::int AS explained, count(*) FILTER (WHERE s.verdict IS NOT NULL)::int AS judged
                       FROM patch_stand s WHERE ($2::bigint IS NULL OR s.batch_id = $2) AND s.area_code IN (SELECT code FROM area_ancestor WHERE ancestor = ANY ($1)) GROUP BY s.batch_id) n ON n.batch_id = b.id
            CROSS JOIN LATERAL (SELECT coalesce(n.patches, 0) AS patches, coalesce(n.explained, 0) AS explained, coalesce(n.judged, 0) AS judged) c
            WHERE ($2::bigint IS NULL OR b.id = $2) AND (c.patches > 0 OR area_within(b.area_code, $1))
            ORDER BY b.received_at DESC, b.id DESC LIMIT 500
            """,
            connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        return await command.ListAsync(
            row => new PatchBatchRow(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetFieldValue<DateOnly>(5), row.Time(6), row.GetString(7), row.GetInt32(8), row.GetInt32(9),
                row.GetInt32(10), row.GetInt32(11), row.Json(12)),
            cancellationToken);
    }
}
