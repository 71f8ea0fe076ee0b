using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Patches.Review;

/// <summary>/api/patch-settings: rates of second verdicts, terms of states, and the working calendar.</summary>
internal static class SetReview
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/patch-settings", ReadAsync).AllowReaders().WithName("GetPatchSettings");
        endpoints.MapPut("/api/patch-settings", SetAsync).Allow(Role.Administrator).WithName("SetPatchSettings");
    }

    private static async Task<Ok<ReviewSettings>> ReadAsync(ReviewSettingsDesk desk, CancellationToken cancellationToken) => TypedResults.Ok(await desk.ReadAsync(cancellationToken));

    private static Task<Results<Ok<ReviewSettings>, NotFound, ProblemHttpResult>> SetAsync(
        ReviewSettingsWish wish, Caller caller, ReviewSettingsDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.SetAsync(wish, caller, http, cancellationToken);
}
