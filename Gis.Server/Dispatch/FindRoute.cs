using Gis.Server.Access;
using Gis.Server.Dispatch.Roads;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Dispatch;

/// <summary>A way by road.</summary>
internal sealed record RouteAnswer(double RoadMetres, double Seconds, IReadOnlyList<double[]> Route);

/// <summary>GET /api/route: the quickest way by road between two places.</summary>
internal static class FindRoute
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/route", HandleAsync).AllowReaders().WithName("FindRoute");

    private static async Task<Results<Ok<RouteAnswer>, NotFound, ProblemHttpResult>> HandleAsync(
        double fromLon, double fromLat, double toLon, double toLat, RoadNetworkCache roads, HttpContext http, CancellationToken cancellationToken)
    {
        if ((Check("fromLon", fromLon, 180) ?? Check("fromLat", fromLat, 90) ?? Check("toLon", toLon, 180) ?? Check("toLat", toLat, 90)) is { } refusal)
        {
            return refusal.ToProblem(http);
        }

        var network = await roads.GetAsync(cancellationToken);
        return network.SearchTo(new LonLat(toLon, toLat))?.From(new LonLat(fromLon, fromLat)) is { } route
            ? TypedResults.Ok(new RouteAnswer(Math.Round(route.RoadMetres), Math.Round(route.Seconds), RouteLine.Of(route)))
            : TypedResults.NotFound();
    }

    private static Refusal? Check(string name, double degrees, double most) =>
        double.IsFinite(degrees) && Math.Abs(degrees) <= most ? null : Refusal.Bad(name, $"-{most} … {most} degrees");
}
