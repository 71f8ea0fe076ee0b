using Gis.Server.Access;
using Gis.Server.Patches.Field;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Patches.Cases;

/// <summary>POST /api/patches/{id}/measure-photos and GET …/{hash}: photographs by which measures are reported done, known by the SHA-256 of their bytes, so that one that is sent twice is one.</summary>
internal static class MeasurePhotos
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var photos = endpoints.MapGroup("/api/patches/{id:long}/measure-photos");
        photos.MapPost("", SendAsync).Allow(Role.Officer).WithMetadata(new PhotoSize()).Accepts<byte[]>("image/jpeg", "*/*").WithName("SendMeasurePhoto");
        photos.MapGet("/{hash}", ReadAsync).AllowReaders().WithName("GetMeasurePhoto").Produces(StatusCodes.Status200OK, contentType: "image/jpeg");
    }

    private static async Task<Results<Ok<MeasurePhoto>, NotFound, ProblemHttpResult>> SendAsync(
        long id, Caller caller, MeasurePhotoDesk desk, HttpContext http, CancellationToken cancellationToken, string? hash = null)
    {
        if (hash is not null && !PhotoBody.IsHash(hash))
        {
            return Refusal.Bad("hash", "the SHA-256 of the bytes, 64 hexadecimal digits in lower case, or nothing").ToProblem(http);
        }

        return await desk.TakeAsync(id, hash, http.Request, caller, cancellationToken) is not { } taken ? TypedResults.NotFound()
            : taken.Fact is { } photo ? TypedResults.Ok(photo)
            : taken.Refusal!.ToProblem(http);
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> ReadAsync(long id, string hash, Caller caller, NpgsqlDataSource store, HttpContext http, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        if (await MeasurePhotoReader.BytesAsync(connection, id, hash, caller.ReadingRoots, cancellationToken) is not { } found)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.File(found.Bytes, found.MediaType);
    }
}
