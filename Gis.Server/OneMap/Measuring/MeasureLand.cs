using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Gis.Server.OneMap.Measuring;

/// <summary>POST /api/land/measure: the area of a polygon on the ellipsoid, and how it falls to classes, counties and basic farmland of what the caller may see.</summary>
internal static class MeasureLand
{
    private const long MostBytes = 4_000_000;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/land/measure", HandleAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytes)).AllowReaders().WithName("MeasureLand");

    private static Task<Results<Ok<LandMeasure>, ProblemHttpResult>> HandleAsync(
        MeasureWish wish, Caller caller, MeasureDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.MeasureAsync(wish, caller, http, cancellationToken);
}
