using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Gis.Server.Things.Import;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Things;

/// <summary>
/// GET /api/latest: the newest value of every datastream within the caller's areas, in one answer, with the number of the live log to follow from. Its ETag
/// is the values alone, since the number moves on with whatever happens elsewhere. The rows are written as they are read, into one buffer.
/// </summary>
internal static class ListLatest
{
    private const int TagBytes = 12;
    private const int SmallAnswer = 16 << 10;

    private const string Sql = """
        SELECT d.id, d.thing_id, l.phenomenon_time, l.value, l.zs_value, l.flag, l.quality
        FROM latest_observation l
        JOIN datastream d ON d.id = l.datastream_id AND d.retired_at IS NULL
        JOIN thing t ON t.id = d.thing_id AND t.retired_at IS NULL
        WHERE t.area_code IN (SELECT a.code FROM area_ancestor a WHERE a.ancestor = ANY ($1))
          AND ($2::text[] IS NULL OR t.kind = ANY ($2))
          AND ($3::text IS NULL OR t.area_code IN (SELECT a.code FROM area_ancestor a WHERE a.ancestor = $3))
          AND ($4::text[] IS NULL OR d.property = ANY ($4))
        """;

    /// <summary>As large as the last answer: a buffer that grows is copied each time.</summary>
    private static int _usualSize = SmallAnswer;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/latest", HandleAsync).AllowReaders().WithName("ListLatest").Produces<LatestValues>();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        Caller caller, NpgsqlDataSource store, HttpContext http, CancellationToken cancellationToken,
        string? kind = null, string? area = null, string? property = null)
    {
        if (Paging.Check("kind", kind, [.. ThingCheck.Kinds]) is { } refusal)
        {
            return refusal.ToProblem(http);
        }

        // The number comes first: what happens between the two is in the values and told again to who follows.
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var seq = await LiveLog.SnapshotSeqAsync(connection, cancellationToken);
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, caller.ReadingRoots);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, Paging.Words(kind)?.ToArray());
        command.Parameters.Add(NpgsqlDbType.Text, area);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, Paging.Words(property)?.ToArray());
        var answer = new ArrayBufferWriter<byte>(Volatile.Read(ref _usualSize));
        var tag = await WriteAsync(command, seq, answer, cancellationToken);
        Volatile.Write(ref _usualSize, answer.WrittenCount + SmallAnswer);
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Bytes(answer.WrittenMemory, "application/json; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{tag}\"", isWeak: true));
    }

    /// <summary>Writes a <see cref="LatestValues"/>; what comes back tells its values from others.</summary>
    private static async Task<string> WriteAsync(NpgsqlCommand command, long seq, ArrayBufferWriter<byte> answer, CancellationToken cancellationToken)
    {
        await using var writer = new Utf8JsonWriter(answer);
        writer.WriteStartObject();
        writer.WriteStartArray("values");
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await row.ReadAsync(cancellationToken))
            {
                new LatestRow(
                    row.GetInt64(0), row.GetInt64(1), (row.GetDateTime(2) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond,
                    row.DoubleOrNull(3), row.DoubleOrNull(4), row.IsDBNull(5) ? null : row.GetChar(5), row.GetInt16(6)).WriteTo(writer);
            }
        }

        writer.WriteEndArray();
        writer.Flush();
        var tag = Convert.ToHexStringLower(SHA256.HashData(answer.WrittenSpan).AsSpan(0, TagBytes));
        writer.WriteNumber("seq", seq);
        writer.WriteEndObject();
        return tag;
    }
}
