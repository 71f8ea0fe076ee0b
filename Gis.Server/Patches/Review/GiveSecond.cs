using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Patches.Review;

/// <summary>POST /api/patches/{id}/second-opinion: a second, blind verdict; …/settle: an officer above decides between two that differ.</summary>
internal static class GiveSecond
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var patch = endpoints.MapGroup("/api/patches/{id:long}").Allow(Role.Officer);
        patch.MapPost("/second-opinion", SecondAsync).WithName("GiveSecondOpinion");
        patch.MapPost("/settle", SettleAsync).WithName("SettlePatch");
    }

    private static Task<Results<Ok<PatchCard>, NotFound, ProblemHttpResult>> SecondAsync(
        long id, VerdictRequest request, Caller caller, PatchDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.ActAsync(id, caller, (_, patch) => Task.FromResult(ReviewRules.Second(patch, request, PatchCodes.Standard)), http, cancellationToken);

    private static Task<Results<Ok<PatchCard>, NotFound, ProblemHttpResult>> SettleAsync(
        long id, VerdictRequest request, Caller caller, PatchDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.ActAsync(id, caller, (_, patch) => Task.FromResult(ReviewRules.Settle(patch, request, PatchCodes.Standard)), http, cancellationToken);
}
