using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// GET /api/ingest/rejected: what lately could not be taken, and why. An administrator sees the things of his areas; what came from nobody known
/// belongs to the top of the area tree.
/// </summary>
internal static class RejectedMessages
{
    private const int MostItems = 500;
    private const int MostTextBytes = 4_096;

    private const string RecentSql =
        """
        SELECT r.id, r.received_at, r.source, r.topic, r.payload_len, substring(r.payload FOR 4096), r.code, r.reason, r.thing_id
        FROM rejected_message r LEFT JOIN thing t ON t.id = r.thing_id
        WHERE ($1::text IS NULL OR r.code = $1) AND r.received_at > now() - interval '180 days'
          AND (area_within(t.area_code, $3) OR (t.id IS NULL AND EXISTS (SELECT FROM area a WHERE a.code = ANY ($3) AND a.parent_code IS NULL)))
        ORDER BY r.received_at DESC, r.id DESC
        LIMIT $2
        """;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/ingest/rejected", HandleAsync).RequireAuthorization("gis-administrator").WithName("listRejectedMessages").WithTags("Ingest");

    private static async Task<Results<Ok<RejectedPage>, ProblemHttpResult>> HandleAsync(
        IngestStore store, ClaimsPrincipal person, CancellationToken cancellationToken, int limit = 100, string? code = null)
    {
        if (limit is < 1 or > MostItems)
        {
            return TypedResults.Problem(new Microsoft.AspNetCore.Mvc.ProblemDetails
            {
                Type = "urn:gis:bad-parameter",
                Title = "limit is not understood",
                Detail = $"limit is a whole number from 1 to {MostItems}.",
                Status = StatusCodes.Status400BadRequest,
                Extensions = { ["parameter"] = "limit", ["accepted"] = $"1…{MostItems}" },
            });
        }

        await using var command = store.DataSource.CreateCommand(RecentSql);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)code ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = limit });
        command.Parameters.Add(new NpgsqlParameter { Value = FieldGrants.AreasOf(person, "administrator") });
        var items = new List<RejectedItem>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            items.Add(new RejectedItem(
                reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4),
                ToText(reader.GetFieldValue<byte[]>(5)), reader.GetString(6), reader.GetString(7),
                await reader.IsDBNullAsync(8, cancellationToken) ? null : reader.GetInt64(8)));
        }

        return TypedResults.Ok(new RejectedPage(items, null));
    }

    /// <summary>Text as far as it is text: what is no UTF-8 or would not print becomes a mark.</summary>
    private static string ToText(byte[] payload) =>
        string.Concat(Encoding.UTF8.GetString(payload, 0, Math.Min(payload.Length, MostTextBytes))
            .Select(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t') ? '\uFFFD' : c));
}
