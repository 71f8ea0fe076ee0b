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
/// GET /api/latest: the newest value of every datastream within the caller's areas, in one answer, with the number of the live log to follow from. Its ETag
/// is the values alone, since the number moves on with whatever happens elsewhere.
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

        // The number comes first: what happens between the two is in the values and told again to who follows.
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var seq = await LiveLog.SnapshotSeqAsync(connection, cancellationToken);
        var rows = await ReadAsync(connection, caller.ReadingRoots, Paging.Words(kind), area, Paging.Words(property), cancellationToken);
        var values = JsonSerializer.SerializeToUtf8Bytes(rows, json.Value.SerializerOptions);
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Bytes(
            Write(seq, values), "application/json; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(values).AsSpan(0, TagBytes))}\"", isWeak: true));
    }

    /// <summary>A <see cref="LatestValues"/> around the values that are written already.</summary>
    private static byte[] Write(long seq, byte[] values)
    {
        using var answer = new MemoryStream(values.Length + 64);
        using (var writer = new Utf8JsonWriter(answer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("seq", seq);
            writer.WritePropertyName("values");
            writer.WriteRawValue(values, skipInputValidation: true);
            writer.WriteEndObject();
        }

        return answer.ToArray();
    }

    private static async Task<IReadOnlyList<LatestRow>> ReadAsync(
        NpgsqlConnection connection, string[] roots, IReadOnlyList<string>? kinds, string? area, IReadOnlyList<string>? properties,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT d.id, d.thing_id, l.phenomenon_time, l.value, l.zs_value, l.flag, l.quality
            FROM latest_observation l
            JOIN datastream d ON d.id = l.datastream_id AND d.retired_at IS NULL
            JOIN thing t ON t.id = d.thing_id AND t.retired_at IS NULL
            WHERE t.area_code IN (SELECT a.code FROM area_ancestor a WHERE a.ancestor = ANY ($1))
              AND ($2::text[] IS NULL OR t.kind = ANY ($2))
              AND ($3::text IS NULL OR t.area_code IN (SELECT a.code FROM area_ancestor a WHERE a.ancestor = $3))
              AND ($4::text[] IS NULL OR d.property = ANY ($4))
            """, connection);
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
