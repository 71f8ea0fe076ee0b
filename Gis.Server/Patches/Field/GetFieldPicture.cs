using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Patches.Field;

/// <summary>GET /api/patches/{id}/field-pictures/{scene}: a small picture of the place of a field task, which the phone keeps with it.</summary>
internal static class GetFieldPicture
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/patches/{id:long}/field-pictures/{scene:long}", HandleAsync)
        .Allow(Role.Inspector, Role.Officer).WithName("GetFieldPicture").Produces(StatusCodes.Status200OK, contentType: FieldPictures.MediaType);

    private static async Task<Results<FileContentHttpResult, NotFound>> HandleAsync(
        long id, long scene, Caller caller, PatchDesk desk, NpgsqlDataSource store, FieldPictures pictures, HttpContext http, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var filter = new PatchFilter(caller.Roots(Role.Inspector, Role.Officer), desk.Today, Id: id, Reader: caller.AccountId);
        var patch = (await PatchReader.ReadAsync(connection, filter, cancellationToken)).SingleOrDefault();

        // Drawing takes its time, for which nobody else shall wait.
        await connection.CloseAsync();
        if (patch is null || await pictures.DrawAsync(patch, scene, http.User, cancellationToken) is not { } bytes)
        {
            return TypedResults.NotFound();
        }

        // The outline may become another, and the box with it; the phone keeps it by scene and box.
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.File(bytes, FieldPictures.MediaType);
    }
}
