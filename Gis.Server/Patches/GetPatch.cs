using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Patches;

/// <summary>GET /api/patches/{id}: a patch with what it lies on, why it is doubtful, and what happened to it.</summary>
internal static class GetPatch
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/patches/{id:long}", HandleAsync).AllowReaders().WithName("GetPatch");

    private static async Task<Results<Ok<PatchCard>, NotFound>> HandleAsync(long id, Caller caller, PatchDesk desk, CancellationToken cancellationToken) =>
        await desk.FindCardAsync(id, caller, cancellationToken) is { } card ? TypedResults.Ok(card) : TypedResults.NotFound();
}
