using Gis.Server.Access;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Gis.Server.Patches;

/// <summary>POST /api/patch-batches: a file of patches, issued from above or made by ./gis detect-changes; the batch is named by area and code.</summary>
internal static class UploadBatch
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/patch-batches", HandleAsync).Allow(Role.Officer).WithMetadata(new LargeFile()).Accepts<byte[]>("application/octet-stream", "*/*").WithName("UploadPatchBatch");

    private static async Task<Results<Ok<PatchBatchRow>, NotFound, ProblemHttpResult>> HandleAsync(
        Caller caller, BatchDesk desk, PatchDesk patches, AreaTree areas, HttpContext http, CancellationToken cancellationToken,
        string? code = null, string? area = null, string? kind = null, string? origin = null, DateOnly? due = null, string? name = null, string? crs = null)
    {
        var result = BatchWish.Of(code, area, kind, origin, due, name, caller.Roots(Role.Officer), patches.Today);
        if (result.Fact is not { } wish)
        {
            return result.Refusal!.ToProblem(http);
        }

        if (!caller.MayAct(wish.AreaCode, areas, Role.Officer))
        {
            return TypedResults.NotFound();
        }

        try
        {
            var taken = await desk.TakeAsync(wish, http.Request.Body, http.Request.ContentLength, crs, caller, cancellationToken);
            return taken.Fact is { } batch ? TypedResults.Ok(batch) : taken.Refusal!.ToProblem(http);
        }
        catch (BadHttpRequestException broken)
        {
            return new Refusal("patch-import-broken", "文件未完整到达。", "The file did not come whole; send it again.") { Status = broken.StatusCode }.ToProblem(http);
        }
    }

    private sealed class LargeFile : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => 1L << 30;
    }
}
