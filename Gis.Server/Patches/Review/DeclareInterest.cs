using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Patches.Review;

/// <summary>/api/patch-interests: one's own declared interests, and for administrators those of the people of their areas.</summary>
internal static class DeclareInterest
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/patch-interests", ListAsync).AllowReaders().WithName("ListPatchInterests");
        endpoints.MapPost("/api/patch-interests", DeclareAsync).AllowReaders().WithName("DeclarePatchInterest");
        endpoints.MapDelete("/api/patch-interests/{id:long}", WithdrawAsync).AllowReaders().WithName("WithdrawPatchInterest");
    }

    private static async Task<Ok<Page<InterestRow>>> ListAsync(Caller caller, InterestDesk desk, CancellationToken cancellationToken) =>
        TypedResults.Ok(new Page<InterestRow>(await desk.ListAsync(caller, id: null, cancellationToken), Next: null));

    private static Task<Results<Created<InterestRow>, NotFound, ProblemHttpResult>> DeclareAsync(
        InterestWish wish, Caller caller, InterestDesk desk, HttpContext http, CancellationToken cancellationToken) =>
        desk.DeclareAsync(wish, caller, http, cancellationToken);

    private static Task<Results<NoContent, NotFound>> WithdrawAsync(long id, Caller caller, InterestDesk desk, CancellationToken cancellationToken) =>
        desk.WithdrawAsync(id, caller, cancellationToken);
}
