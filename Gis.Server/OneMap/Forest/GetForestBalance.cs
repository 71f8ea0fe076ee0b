using Gis.Server.Access;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.OneMap.Forest;

/// <summary>GET /api/land/forest-balance: what forest grew and declined between two surveys, by county, and what was lost without a permit.</summary>
internal static class GetForestBalance
{
    public const int MostLosses = 200;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/land/forest-balance", HandleAsync).AllowReaders().WithName("GetForestBalance");

    private static async Task<Results<Ok<ForestBalance>, NotFound, ProblemHttpResult>> HandleAsync(
        Caller caller, AreaTree areas, ForestDesk desk, HttpContext http, CancellationToken cancellationToken, int? from = null, int? to = null, string? area = null)
    {
        if (area is { } code && !caller.MayRead(code, areas))
        {
            return TypedResults.NotFound();
        }

        return await desk.CompareAsync(from, to, area, caller, cancellationToken) is not { } result ? TypedResults.NotFound()
            : result.Fact is { } balance ? TypedResults.Ok(balance) : result.Refusal!.ToProblem(http);
    }
}
