using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Gis.Server.Things.Import;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Things;

/// <summary>GET /api/things: things of the caller's areas, by id.</summary>
internal static class ListThings
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/things", HandleAsync).AllowReaders().WithName("ListThings");

    private static async Task<Results<Ok<Page<ThingRow>>, ProblemHttpResult>> HandleAsync(
        Caller caller, NpgsqlDataSource store, HttpContext http, CancellationToken cancellationToken,
        string? kind = null, string? area = null, string? q = null, int? limit = null, long? after = null)
    {
        if ((Paging.Check(limit) ?? Paging.Check("kind", kind, [.. ThingCheck.Kinds])) is { } refusal)
        {
            return refusal.ToProblem(http);
        }

        var most = limit ?? Paging.DefaultLimit;
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var rows = await ThingRows.ReadAsync(
            connection,
            new ThingFilter(caller.ReadingRoots, Kinds: Paging.Words(kind), Area: area, Text: q, After: after, Limit: most),
            cancellationToken);
        return TypedResults.Ok(new Page<ThingRow>(rows, Paging.Next(rows, most, row => row.Id)));
    }
}
