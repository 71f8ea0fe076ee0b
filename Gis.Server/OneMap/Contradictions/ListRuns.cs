using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.OneMap.Contradictions;

/// <summary>GET /api/land/contradiction-runs: the last looks at the caller's areas, the newest first.</summary>
internal static class ListRuns
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/land/contradiction-runs", HandleAsync).AllowReaders().WithName("ListLandContradictionRuns");

    private static async Task<Results<Ok<Page<ContradictionRun>>, ProblemHttpResult>> HandleAsync(
        Caller caller, ContradictionRuns runs, HttpContext http, CancellationToken cancellationToken, int? limit = null) =>
        Paging.Check(limit) is { } refusal
            ? refusal.ToProblem(http)
            : TypedResults.Ok(new Page<ContradictionRun>(await runs.ListAsync(caller.ReadingRoots, id: null, limit ?? Paging.DefaultLimit, cancellationToken), Next: null));
}
