using System.Security.Cryptography;
using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Gis.Server.Things.Import;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Things;

/// <summary>
/// GET /api/latest: the newest value of every datastream within the caller's areas, in one answer. Its ETag is its content: the live log's number would not
/// do, since newest values are written a moment after the event that tells of them.
/// </summary>
internal static class ListLatest
{
    private const int TagBytes = 12;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/latest", HandleAsync).AllowReaders().WithName("ListLatest").Produces<LatestValues>();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        Caller caller, NpgsqlDataSource store, IOptions<JsonOptions> json, HttpContext http, CancellationToken cancellationToken,
        string? kind = null, string? area = null, string? property = null)
    {
        if (Paging.Check("kind", kind, [.. ThingCheck.Kinds]) is { } refusal)
        {
            return refusal.ToProblem(http);
        }

        var rows = await ReadAsync(store, caller.ReadingRoots, Paging.Words(kind), area, Paging.Words(property), cancellationToken);
        var answer = JsonSerializer.SerializeToUtf8Bytes(new LatestValues(rows), json.Value.SerializerOptions);
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Bytes(
            answer, "application/json; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(answer).AsSpan(0, TagBytes))}\"", isWeak: true));
    }

    private static async Task<IReadOnlyList<LatestRow>> ReadAsync(
        NpgsqlDataSource store, string[] roots, IReadOnlyList<string>? kinds, string? area, IReadOnlyList<string>? properties,
        CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("""
            SELECT d.id, d.thing_id, l.phenomenon_time, l.value, l.zs_value, l.flag, l.quality
            FROM latest_observation l
            JOIN datastream d ON d.id = l.datastream_id AND d.retired_at IS NULL
            JOIN thing t ON t.id = d.thing_id AND t.retired_at IS NULL
            WHERE t.area_code IN (SELECT a.code FROM area_ancestor a WHERE a.ancestor = ANY ($1))
              AND ($2::text[] IS NULL OR t.kind = ANY ($2))
              AND ($3::text IS NULL OR t.area_code IN (SELECT a.code FROM area_ancestor a WHERE a.ancestor = $3))
              AND ($4::text[] IS NULL OR d.property = ANY ($4))
            """);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, roots);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, kinds?.ToArray());
        command.Parameters.Add(NpgsqlDbType.Text, area);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, properties?.ToArray());
        return await command.ListAsync(
            row => new LatestRow(
                row.GetInt64(0), row.GetInt64(1), row.Time(2), row.DoubleOrNull(3), row.DoubleOrNull(4), row.IsDBNull(5) ? null : row.GetChar(5), row.GetInt16(6)),
            cancellationToken);
    }
}
