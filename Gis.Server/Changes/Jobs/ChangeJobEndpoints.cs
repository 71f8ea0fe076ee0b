using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Changes.Jobs;

/// <summary>/api/change-jobs: from two images to a batch of patches, by the server. Begun with an area, then files, then what is asked for.</summary>
internal static class ChangeJobEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var jobs = endpoints.MapGroup("/api/change-jobs").Allow(Role.Officer);
        jobs.MapGet("", ListAsync).WithName("ListChangeJobs");
        jobs.MapPost("", CreateAsync).WithName("CreateChangeJob");
        jobs.MapGet("/{id:long}", GetAsync).WithName("GetChangeJob");
        jobs.MapPost("/{id:long}/start", StartAsync).WithName("StartChangeJob");
        jobs.MapPost("/{id:long}/cancel", CancelAsync).WithName("CancelChangeJob");
    }

    private static async Task<Ok<Page<ChangeJob>>> ListAsync(Caller caller, ChangeJobStore jobs, CancellationToken cancellationToken) =>
        TypedResults.Ok(new Page<ChangeJob>(await jobs.ListAsync(caller.Roots(Role.Officer), cancellationToken), Next: null));

    private static async Task<Results<Created<ChangeJob>, NotFound, ProblemHttpResult>> CreateAsync(
        CreateRequest request, Caller caller, ChangeJobDesk desk, AreaTree areas, HttpContext http, CancellationToken cancellationToken)
    {
        var roots = caller.Roots(Role.Officer);
        if ((string.IsNullOrWhiteSpace(request.AreaCode) ? roots is [var only] ? only : null : request.AreaCode.Trim()) is not { } area)
        {
            return Refusal.Bad("areaCode", $"one of your areas: {string.Join(", ", roots)}").ToProblem(http);
        }

        if (!caller.MayAct(area, areas, Role.Officer))
        {
            return TypedResults.NotFound();
        }

        var made = await desk.CreateAsync(area, caller, cancellationToken);
        return made.Fact is { } job ? TypedResults.Created($"/api/change-jobs/{job.Id}", job) : made.Refusal!.ToProblem(http);
    }

    private static async Task<Results<Ok<ChangeJob>, NotFound>> GetAsync(long id, Caller caller, ChangeJobStore jobs, CancellationToken cancellationToken) =>
        await jobs.FindAsync(id, caller.Roots(Role.Officer), cancellationToken) is { } job ? TypedResults.Ok(job) : TypedResults.NotFound();

    private static async Task<Results<Accepted<ChangeJob>, NotFound, ProblemHttpResult>> StartAsync(
        long id, ChangeJobWish wish, Caller caller, ChangeJobDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        await desk.StartAsync(id, wish, caller, cancellationToken) is not { } result ? TypedResults.NotFound()
        : result.Fact is { } job ? TypedResults.Accepted($"/api/change-jobs/{id}", job)
        : result.Refusal!.ToProblem(http);

    private static async Task<Results<Accepted<ChangeJob>, NotFound, ProblemHttpResult>> CancelAsync(
        long id, Caller caller, ChangeJobDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        await desk.CancelAsync(id, caller, cancellationToken) is not { } result ? TypedResults.NotFound()
        : result.Fact is { } job ? TypedResults.Accepted($"/api/change-jobs/{id}", job)
        : result.Refusal!.ToProblem(http);

    /// <summary>For which area; without it the caller's only one.</summary>
    internal sealed record CreateRequest(string? AreaCode);
}
