using System.Text;
using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Deliveries;

/// <summary>GET /api/deliveries: things of the caller's areas by their transmission rate, the worst first; /api/deliveries.csv is all of them as a file.</summary>
internal static class RankDeliveries
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/deliveries", HandleAsync).AllowReaders().WithName("RankDeliveries");
        endpoints.MapGet("/api/deliveries.csv", HandleFileAsync).AllowReaders().WithName("RankDeliveriesFile");
    }

    private static async Task<Results<Ok<Page<RankedThing>>, ProblemHttpResult>> HandleAsync(
        Caller caller, RankingReader ranking, TimeProvider clock, HttpContext http, CancellationToken cancellationToken,
        string? kind = null, string? area = null, DateOnly? from = null, DateOnly? to = null, int? limit = null, string? after = null)
    {
        if (Paging.Check(limit) is { } refusal)
        {
            return refusal.ToProblem(http);
        }

        var wish = RankingFilter.Of(caller.ReadingRoots, new RankingWish(kind, area, from, to, after), clock.GetUtcNow(), limit ?? Paging.DefaultLimit);
        return wish.Fact is { } filter ? TypedResults.Ok(await ranking.ReadAsync(filter, cancellationToken)) : wish.Refusal!.ToProblem(http);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleFileAsync(
        Caller caller, RankingReader ranking, TimeProvider clock, HttpContext http, CancellationToken cancellationToken,
        string? kind = null, string? area = null, DateOnly? from = null, DateOnly? to = null)
    {
        var wish = RankingFilter.Of(caller.ReadingRoots, new RankingWish(kind, area, from, to), clock.GetUtcNow(), int.MaxValue);
        if (wish.Fact is not { } filter)
        {
            return wish.Refusal!.ToProblem(http);
        }

        var all = await ranking.ReadAsync(filter, cancellationToken);
        return TypedResults.Bytes(
            Encoding.UTF8.GetBytes(RankingCsv.Write(filter.Span, all.Items)), RankingCsv.ContentType, $"deliveries-{filter.Span.To:yyyy-MM-dd}.csv");
    }
}
