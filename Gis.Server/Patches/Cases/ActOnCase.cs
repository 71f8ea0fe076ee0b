using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Patches.Cases;

/// <summary>POST /api/patches/{id}/case, …/measures, …/measures/{n}/done, …/prove: a case is filed, its measures are ordered and carried out, and it is proved or not.</summary>
internal static class ActOnCase
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var patch = endpoints.MapGroup("/api/patches/{id:long}").Allow(Role.Officer);
        patch.MapPost("/case", FileAsync).WithName("FilePatchCase");
        patch.MapPost("/measures", AddAsync).WithName("AddPatchMeasure");
        patch.MapPost("/measures/{n:int}/done", DoneAsync).WithName("ReportPatchMeasureDone");
        patch.MapPost("/prove", ProveAsync).WithName("ProvePatchCase");
    }

    private static Task<Results<Ok<PatchCard>, NotFound, ProblemHttpResult>> FileAsync(
        long id, FileCaseRequest request, Caller caller, CaseDesk desk, HttpContext http, CancellationToken cancellationToken) => desk.FileAsync(id, request, caller, http, cancellationToken);

    private static Task<Results<Ok<PatchCard>, NotFound, ProblemHttpResult>> AddAsync(
        long id, AddMeasureRequest request, Caller caller, CaseDesk desk, HttpContext http, CancellationToken cancellationToken) => desk.AddAsync(id, request, caller, http, cancellationToken);

    private static Task<Results<Ok<PatchCard>, NotFound, ProblemHttpResult>> DoneAsync(
        long id, int n, MeasureDoneRequest request, Caller caller, CaseDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.DoneAsync(id, n, request, caller, http, cancellationToken);

    private static Task<Results<Ok<PatchCard>, NotFound, ProblemHttpResult>> ProveAsync(
        long id, ProveRequest request, Caller caller, CaseDesk desk, HttpContext http, CancellationToken cancellationToken) => desk.ProveAsync(id, request, caller, http, cancellationToken);
}
