using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Patches.Review;

/// <summary>Somebody to whom a patch may be given.</summary>
/// <param name="Distance">0 in the county, 1 in its city, …</param>
/// <param name="Open">What he has that nobody has judged yet.</param>
/// <param name="HasInterest">He has declared an interest in it, and cannot be given it.</param>
internal sealed record PatchTaker(long Account, string Name, int Distance, int Open, bool HasInterest);

/// <summary>GET /api/patches/{id}/takers: who may judge a patch, the nearest with the least to do first.</summary>
internal static class ListTakers
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/patches/{id:long}/takers", HandleAsync).Allow(Role.Officer).WithName("ListPatchTakers");

    private static async Task<Results<Ok<Page<PatchTaker>>, NotFound>> HandleAsync(long id, Caller caller, NpgsqlDataSource store, PatchDesk desk, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        if ((await PatchReader.ReadAsync(connection, new PatchFilter(caller.Roots(Role.Officer), desk.Today, Id: id), cancellationToken)).SingleOrDefault() is not { } patch)
        {
            return TypedResults.NotFound();
        }

        var takers = await SpreadReader.TakersAsync(connection, [patch.AreaCode], cancellationToken);
        var conflicts = await SpreadReader.ConflictsAsync(connection, [id], desk.Today, cancellationToken);
        return TypedResults.Ok(new Page<PatchTaker>(
            [.. takers.Select(taker => new PatchTaker(taker.Account, taker.Name, taker.Distance, taker.Open, conflicts.Contains((id, taker.Account))))], Next: null));
    }
}
