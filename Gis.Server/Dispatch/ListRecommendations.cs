using Gis.Server.Access;
using Gis.Server.Dispatch.Roads;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Dispatch;

/// <summary>Units that could go, best first.</summary>
internal sealed record RecommendationList(DateTimeOffset ComputedAt, IReadOnlyList<RecommendationItem> Items, int Busy, int OffDuty);

/// <summary>One unit that could go, with its way there.</summary>
internal sealed record RecommendationItem(
    long UnitId, string Code, string CallSign, string NameZh, string NameEn, string Kind, IReadOnlyList<string> Skills,
    [property: Words(Vocabulary.UnitState)] string State, double? RoadMetres, int? EtaS, DateTimeOffset? PositionAt, bool PositionStale,
    bool RefusedBefore, double Lon, double Lat, IReadOnlyList<Reason> Reasons, IReadOnlyList<double[]> Route);

/// <summary>GET /api/incidents/{id}/recommendations: free units by their time on the road.</summary>
internal static class ListRecommendations
{
    private static readonly string[] Kinds = ["monitoring", "fire", "hazmat", "medical", "police", "utility", "enforcement"];

    /// <summary>Ways are drawn for those that are likely to be chosen.</summary>
    private const int RoutesDrawn = 10;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/incidents/{id:long}/recommendations", HandleAsync).AllowReaders().WithName("ListRecommendations");

    private static async Task<Results<Ok<RecommendationList>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, Caller caller, Recommender recommender, HttpContext http, CancellationToken cancellationToken, string? kinds = null)
    {
        if (Paging.Check("kinds", kinds, Kinds) is { } refusal)
        {
            return refusal.ToProblem(http);
        }

        return await recommender.RecommendAsync(id, caller.ReadingRoots, Paging.Words(kinds), cancellationToken) is { } found
            ? TypedResults.Ok(new RecommendationList(found.ComputedAt, [.. found.Units.Select(Item)], found.Busy, found.OffDuty))
            : TypedResults.NotFound();
    }

    private static RecommendationItem Item(Recommendation found, int place) => new(
        found.Unit.Id, found.Unit.Code, found.Unit.CallSign, found.Unit.NameZh, found.Unit.NameEn, found.Unit.Kind, found.Unit.Skills,
        found.Unit.State, found.Route is { } way ? Math.Round(way.RoadMetres) : null, found.Route is { } route ? (int)Math.Ceiling(route.Seconds) : null,
        found.Unit.PositionAt, found.PositionStale, found.RefusedBefore, found.Unit.At.Lon, found.Unit.At.Lat, found.Reasons,
        place < RoutesDrawn && found.Route is { } drawn ? RouteLine.Of(drawn) : []);
}
