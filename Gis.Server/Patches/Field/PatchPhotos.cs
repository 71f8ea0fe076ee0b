using Gis.Server.Access;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Patches.Field;

/// <summary>POST and GET /api/patches/{id}/photos, and GET …/photos/{photoId}: photographs of a patch from the field, with what was recorded when they were taken.</summary>
internal static class PatchPhotos
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var photos = endpoints.MapGroup("/api/patches/{id:long}/photos");
        photos.MapPost("", SendAsync).Allow(Role.Inspector, Role.Officer).WithMetadata(new PhotoSize()).Accepts<byte[]>("image/jpeg", "*/*").WithName("SendPatchPhoto");
        photos.MapGet("", ListAsync).AllowReaders().WithName("ListPatchPhotos");
        photos.MapGet("/{photo:long}", ReadAsync).AllowReaders().WithName("GetPatchPhoto").Produces(StatusCodes.Status200OK, contentType: "image/jpeg");
    }

    private static async Task<Results<Ok<PhotoRow>, NotFound, ProblemHttpResult>> SendAsync(
        long id, Caller caller, PhotoDesk desk, HttpContext http, CancellationToken cancellationToken, string? hash = null, string? role = null, double? lon = null, double? lat = null,
        double? accuracyM = null, double? azimuth = null, string? azimuthSource = null, DateTimeOffset? takenAt = null, string? device = null)
    {
        var result = PhotoWish.Of(hash, role, lon, lat, accuracyM, azimuth, azimuthSource, takenAt, device);
        if (result.Fact is not { } wish)
        {
            return result.Refusal!.ToProblem(http);
        }

        if (!await desk.MaySendAsync(id, caller, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        var taken = await desk.TakeAsync(id, wish, http.Request, caller, cancellationToken);
        return taken.Fact is { } photo ? TypedResults.Ok(photo) : taken.Refusal!.ToProblem(http);
    }

    private static async Task<Results<Ok<FieldFile>, NotFound>> ListAsync(long id, Caller caller, NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        if (!await FieldReader.IsThereAsync(connection, id, caller.ReadingRoots, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        var photos = (await PhotoReader.ReadAsync(connection, [id], cancellationToken))[id].ToList();
        return TypedResults.Ok(new FieldFile(
            photos, FieldRules.Lacking(photos, FieldGround.Standard), await FieldReader.CheckAsync(connection, id, clientId: null, cancellationToken), FieldGround.Standard));
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> ReadAsync(long id, long photo, Caller caller, NpgsqlDataSource store, HttpContext http, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        if (await PhotoReader.BytesAsync(connection, id, photo, caller.ReadingRoots, cancellationToken) is not { } found)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.File(found.Bytes, found.MediaType);
    }
}
