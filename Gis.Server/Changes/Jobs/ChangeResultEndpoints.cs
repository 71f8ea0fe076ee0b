using System.Text;
using Gis.Server.Access;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Changes.Jobs;

/// <summary>GET /api/change-jobs/{id}/account, …/patches.gpkg, …/score.tif: what a detection wrote, while it is kept.</summary>
internal static class ChangeResultEndpoints
{
    private static readonly Refusal Gone =
        new("change-result-gone", "成果文件已过保留期或检测未完成。", "There are no files of this detection: it has not come to its end, or they were kept as long as is set.");

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var job = endpoints.MapGroup("/api/change-jobs/{id:long}").Allow(Role.Officer);
        job.MapGet("/account", AccountAsync).WithName("GetChangeAccount").Produces(StatusCodes.Status200OK, contentType: "application/json");
        job.MapGet("/patches.gpkg", PatchesAsync).WithName("GetChangePatches").Produces(StatusCodes.Status200OK, contentType: "application/geopackage+sqlite3");
        job.MapGet("/score.tif", ScoreAsync).WithName("GetChangeScore").Produces(StatusCodes.Status200OK, contentType: "image/tiff");
    }

    private static async Task<Results<FileContentHttpResult, NotFound, ProblemHttpResult>> AccountAsync(
        long id, Caller caller, ChangeJobStore jobs, HttpContext http, CancellationToken cancellationToken) =>
        await jobs.FindAsync(id, caller.Roots(Role.Officer), cancellationToken) is not { } job ? TypedResults.NotFound()
        : job.Account is { } account ? TypedResults.File(Encoding.UTF8.GetBytes(account.GetRawText()), "application/json", $"change-{id}.json")
        : Gone.ToProblem(http);

    private static Task<Results<PhysicalFileHttpResult, NotFound, ProblemHttpResult>> PatchesAsync(
        long id, Caller caller, ChangeJobStore jobs, ChangeFolders folders, HttpContext http, CancellationToken cancellationToken) =>
        FileAsync(id, caller, jobs, folders.Result(id), "application/geopackage+sqlite3", $"change-{id}.gpkg", http, cancellationToken);

    private static Task<Results<PhysicalFileHttpResult, NotFound, ProblemHttpResult>> ScoreAsync(
        long id, Caller caller, ChangeJobStore jobs, ChangeFolders folders, HttpContext http, CancellationToken cancellationToken) =>
        FileAsync(id, caller, jobs, Path.ChangeExtension(folders.Result(id), ".tif"), "image/tiff", $"change-{id}.tif", http, cancellationToken);

    private static async Task<Results<PhysicalFileHttpResult, NotFound, ProblemHttpResult>> FileAsync(
        long id, Caller caller, ChangeJobStore jobs, string path, string type, string name, HttpContext http, CancellationToken cancellationToken) =>
        await jobs.FindAsync(id, caller.Roots(Role.Officer), cancellationToken) is not { } job ? TypedResults.NotFound()
        : job.State == "done" && File.Exists(path) ? TypedResults.PhysicalFile(path, type, name)
        : Gone.ToProblem(http);
}
