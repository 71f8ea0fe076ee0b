using System.Globalization;
using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Layers;

/// <summary>GET /api/layer-requests: what the caller asked for, and what he may decide.</summary>
internal static class ListRequests
{
    private static readonly string[] States = ["asked", "granted", "refused", "revoked", "withdrawn", "ended"];

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/layer-requests", HandleAsync).AllowSignedIn().WithName("ListLayerRequests");

    private static async Task<Results<Ok<Page<AccessRequestRow>>, ProblemHttpResult>> HandleAsync(
        Caller caller, NpgsqlDataSource store, HttpContext http, CancellationToken cancellationToken, string? state = null, int? limit = null, long? after = null)
    {
        if ((Paging.Check(limit) ?? Paging.Check("state", state, States)) is { } refusal)
        {
            return refusal.ToProblem(http);
        }

        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var many = limit ?? Paging.DefaultLimit;
        var rows = await AccessRequests.ReadAsync(connection, caller, id: null, Paging.Words(state)?.ToArray(), after, many, cancellationToken);
        return TypedResults.Ok(new Page<AccessRequestRow>(
            [.. rows.Select(one => one.Row)], rows.Count < many ? null : rows[^1].Row.Id.ToString(CultureInfo.InvariantCulture)));
    }
}
