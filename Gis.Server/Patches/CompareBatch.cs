using Gis.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Patches;

/// <summary>POST /api/patch-batches/{id}/compare: its patches are compared with the one map again, as that is now.</summary>
internal static class CompareBatch
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/patch-batches/{id:long}/compare", HandleAsync).Allow(Role.Officer).WithName("ComparePatchBatch");

    private static async Task<Results<Accepted<PatchBatchRow>, NotFound>> HandleAsync(long id, Caller caller, BatchDesk desk, CancellationToken cancellationToken) =>
        await desk.CompareAsync(id, caller, cancellationToken) is { } batch ? TypedResults.Accepted((string?)null, batch) : TypedResults.NotFound();
}
