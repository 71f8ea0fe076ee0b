using Gis.Server.Access;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Gis.Server.Changes.Jobs;

/// <summary>POST /api/change-jobs/{id}/files/{slot}: an image or a mask as it is; the answer says what it holds.</summary>
internal static class ChangeFileEndpoints
{
    private const int MostNameChars = 120;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/change-jobs/{id:long}/files/{slot}", SendAsync).Allow(Role.Officer).WithMetadata(new AnySize()).Accepts<byte[]>("application/octet-stream", "*/*").WithName("SendChangeFile");

    private static async Task<Results<Ok<ChangeJob>, NotFound, ProblemHttpResult>> SendAsync(
        long id, string slot, Caller caller, ChangeJobDesk desk, HttpContext http, CancellationToken cancellationToken, string? name = null)
    {
        if (!ChangeSlot.All.Contains(slot))
        {
            return TypedResults.NotFound();
        }

        try
        {
            return await desk.SendAsync(id, slot, NameOf(name), http.Request.Body, http.Request.ContentLength, caller, cancellationToken) is not { } result ? TypedResults.NotFound()
                : result.Fact is { } job ? TypedResults.Ok(job)
                : result.Refusal!.ToProblem(http);
        }
        catch (BadHttpRequestException broken)
        {
            return new Refusal("change-upload-broken", "文件未完整到达。", "The file did not come whole; send it again.") { Status = broken.StatusCode }.ToProblem(http);
        }
    }

    /// <summary>What the sender calls the file: shown, never opened.</summary>
    private static string NameOf(string? said)
    {
        var name = new string([.. (said ?? "")[((said ?? "").LastIndexOfAny(['/', '\\']) + 1)..].Where(sign => !char.IsControl(sign) && !char.IsSurrogate(sign))]).Trim();
        return name.Length == 0 ? "image.tif" : name.Length > MostNameChars ? name[..MostNameChars] : name;
    }

    /// <summary>The desk itself counts what comes.</summary>
    private sealed class AnySize : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => null;
    }
}
