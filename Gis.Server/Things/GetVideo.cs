using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Things;

/// <summary>What a camera saw; the picture is behind its own address.</summary>
internal sealed record VideoItem(
    long Id, string Kind, string? Label, double? Confidence, string? Zone, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string Source,
    string? Snapshot, long CameraId);

/// <summary>GET /api/things/{id}/video: events of a camera, or of the cameras that look at the thing, newest first.</summary>
internal static class GetVideo
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/things/{id:long}/video", HandleAsync).AllowReaders().WithName("GetVideo");

    private static async Task<Results<Ok<Page<VideoItem>>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, Caller caller, ThingReader things, NpgsqlDataSource store, HttpContext http, CancellationToken cancellationToken,
        int? limit = null, long? after = null)
    {
        if (Paging.Check(limit) is { } refusal)
        {
            return refusal.ToProblem(http);
        }

        if (!await things.ExistsAsync(id, caller.ReadingRoots, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        var most = limit ?? Paging.DefaultLimit;
        var items = await ReadAsync(store, id, caller.ReadingRoots, after, most, cancellationToken);
        return TypedResults.Ok(new Page<VideoItem>(items, Paging.Next(items, most, item => item.Id)));
    }

    private static async Task<IReadOnlyList<VideoItem>> ReadAsync(
        NpgsqlDataSource store, long id, string[] roots, long? after, int limit, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("""
            SELECT e.id, e.kind, e.label, e.confidence, e.zone, e.started_at, e.ended_at, e.source, e.snapshot_hash, e.camera_id
            FROM video_event e JOIN thing c ON c.id = e.camera_id
            WHERE (e.camera_id = $1 OR e.camera_id IN (SELECT camera_id FROM camera_view WHERE thing_id = $1))
              AND area_within(c.area_code, $2) AND ($3::bigint IS NULL OR e.id < $3)
            ORDER BY e.id DESC LIMIT $4
            """);
        command.Parameters.Add(NpgsqlDbType.Bigint, id);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        command.Parameters.Add(NpgsqlDbType.Bigint, after);
        command.Parameters.Add(NpgsqlDbType.Integer, limit);
        return await command.ListAsync(
            row => new VideoItem(
                row.GetInt64(0), row.GetString(1), row.TextOrNull(2), row.DoubleOrNull(3), row.TextOrNull(4), row.Time(5), row.TimeOrNull(6),
                row.GetString(7), row.IsDBNull(8) ? null : $"/api/snapshots/{row.GetString(8)}", row.GetInt64(9)),
            cancellationToken);
    }
}
