using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Patches.Review;

/// <summary>POST /api/patch-batches/{id}/assign: the doubtful patches of a batch are spread over those who may judge them; with preview=true only the plan is told.</summary>
internal static class SpreadBatch
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/patch-batches/{id:long}/assign", HandleAsync).Allow(Role.Officer).WithName("SpreadPatchBatch");

    private static Task<Results<Ok<SpreadPlan>, NotFound, ProblemHttpResult>> HandleAsync(
        long id, SpreadWish wish, Caller caller, SpreadDesk desk, HttpContext http, CancellationToken cancellationToken, bool preview = false) =>
        desk.SpreadAsync(id, wish, preview, caller, http, cancellationToken);
}
