using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.Land;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.OneMap.Contradictions;

/// <summary>GET /api/land/contradictions: what the last look at each county found, by rule and area; only what came of layers that the caller may see.</summary>
internal static class ListContradictions
{
    private const string Sql =
        """
        SELECT c.id, c.area_code, c.rule, c.theme, c.layer, c.feature, c.number, c.other_theme, c.other_layer, c.other_feature,
               c.other_number, c.area_m2, c.parameters::text, c.lon, c.lat, c.other_area IS NOT NULL AND area_within(c.other_area, $1)
        FROM land_contradiction c
        WHERE area_within(c.area_code, $1) AND c.layers <@ $2 AND ($3::text IS NULL OR area_within(c.area_code, ARRAY[$3])) AND ($4::text[] IS NULL OR c.rule = ANY ($4)) AND c.id > $5
        ORDER BY c.id LIMIT $6
        """;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/land/contradictions", HandleAsync).AllowReaders().WithName("ListLandContradictions");

    private static async Task<Results<Ok<Page<ContradictionRow>>, ProblemHttpResult>> HandleAsync(
        Caller caller, NpgsqlDataSource store, HttpContext http, CancellationToken cancellationToken, string? area = null, string? rule = null, int? limit = null, long? after = null)
    {
        if ((Paging.Check(limit) ?? Paging.Check("rule", rule, ContradictionCode.All.ToArray())) is { } refusal)
        {
            return refusal.ToProblem(http);
        }

        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var sources = await LandSources.ReadAsync(connection, caller, cancellationToken);
        var most = limit ?? Paging.DefaultLimit;
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, caller.ReadingRoots);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, sources.ByTheme.Values.Select(source => source.Layer).Distinct().ToArray());
        command.Parameters.Add(NpgsqlDbType.Text, area);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Text, Paging.Words(rule)?.ToArray());
        command.Parameters.Add(NpgsqlDbType.Bigint, after ?? 0);
        command.Parameters.Add(NpgsqlDbType.Integer, most);
        var rows = await command.ListAsync(Read, cancellationToken);
        return TypedResults.Ok(new Page<ContradictionRow>(rows, Paging.Next(rows, most, row => row.Id!.Value)));
    }

    private static ContradictionRow Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetString(2),
        new LandReference(row.GetString(3), row.GetString(4), row.GetInt64(5), row.TextOrNull(6)),
        row.GetBoolean(15) ? new LandReference(row.GetString(7), row.GetString(8), row.GetInt64(9), row.TextOrNull(10)) : null,
        row.DoubleOrNull(11),
        JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(12))!,
        row.GetDouble(13),
        row.GetDouble(14));
}
