using Gis.Server.Access;
using Gis.Server.Patches.Review;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Patches;

/// <summary>POST /api/patches/{id}/…: a verdict, taking it back, sending a patch on or back, giving it to somebody.</summary>
internal static class JudgePatch
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var patch = endpoints.MapGroup("/api/patches/{id:long}").Allow(Role.Officer);
        patch.MapPost("/verdict", VerdictAsync).WithName("JudgePatch");
        patch.MapPost("/undo", UndoAsync).WithName("UndoPatchVerdict");
        patch.MapPost("/send-on", SendOnAsync).WithName("SendPatchOn");
        patch.MapPost("/send-back", SendBackAsync).WithName("SendPatchBack");
        patch.MapPost("/assign", AssignAsync).WithName("AssignPatch");
    }

    private static Task<Results<Ok<PatchCard>, NotFound, ProblemHttpResult>> VerdictAsync(
        long id, VerdictRequest request, Caller caller, PatchDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.ActAsync(id, caller, (_, patch) => Task.FromResult(PatchRules.Judge(patch, request, PatchCodes.Standard)), http, cancellationToken);

    private static Task<Results<Ok<PatchCard>, NotFound, ProblemHttpResult>> UndoAsync(
        long id, PatchMoveRequest request, Caller caller, PatchDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.ActAsync(id, caller, (_, patch) => Task.FromResult(PatchRules.Undo(patch, request.Revision, caller.AccountId)), http, cancellationToken);

    private static Task<Results<Ok<PatchCard>, NotFound, ProblemHttpResult>> SendOnAsync(
        long id, PatchMoveRequest request, Caller caller, PatchDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.ActAsync(id, caller, (_, patch) => Task.FromResult(PatchRules.SendOn(patch, request, PatchCodes.Standard, caller.AccountId)), http, cancellationToken);

    private static Task<Results<Ok<PatchCard>, NotFound, ProblemHttpResult>> SendBackAsync(
        long id, PatchMoveRequest request, Caller caller, PatchDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.ActAsync(id, caller, (_, patch) => Task.FromResult(PatchRules.SendBack(patch, request, caller.AccountId)), http, cancellationToken);

    private static Task<Results<Ok<PatchCard>, NotFound, ProblemHttpResult>> AssignAsync(
        long id, AssignPatchRequest request, Caller caller, PatchDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.ActAsync(
            id, caller,
            async (transaction, patch) => await ReviewReader.HasInterestAsync(transaction.Connection, id, request.Assignee, desk.Today, cancellationToken) ? ReviewRules.AssigneeInterest : PatchRules.Assign(
                patch, request, await PatchDesk.MayJudgeAsync(transaction, request.Assignee, patch.AreaCode, cancellationToken), desk.Today),
            http, cancellationToken);
}
