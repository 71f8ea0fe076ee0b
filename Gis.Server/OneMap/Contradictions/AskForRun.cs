using Gis.Server.Access;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.OneMap.Contradictions;

/// <summary>POST /api/land/contradiction-runs: somebody wants an area looked at anew; who asks while that is under way is told of the look that is.</summary>
internal static class AskForRun
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/land/contradiction-runs", HandleAsync).Allow(Role.Officer, Role.Administrator).WithName("AskForLandContradictionRun");

    private static async Task<Results<Accepted<ContradictionRun>, NotFound, ProblemHttpResult>> HandleAsync(
        RunWish wish, Caller caller, AreaTree areas, ContradictionRuns runs, HttpContext http, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(wish.AreaCode))
        {
            return Refusal.Bad("areaCode", "the code of an area of yours, such as 130102").ToProblem(http);
        }

        return caller.MayAct(wish.AreaCode, areas, Role.Officer, Role.Administrator)
            ? TypedResults.Accepted("/api/land/contradiction-runs", await runs.AskAsync(wish.AreaCode, caller, cancellationToken))
            : TypedResults.NotFound();
    }
}
