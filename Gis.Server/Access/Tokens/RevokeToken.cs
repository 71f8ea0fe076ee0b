using Gis.Server.Access.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Access.Tokens;

/// <summary>DELETE /api/tokens/{id}: the token opens nothing any more.</summary>
internal static class RevokeToken
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapDelete("/api/tokens/{id:long}", HandleAsync).Allow(Role.Administrator).WithName("RevokeToken");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        long id, Caller caller, TokenStore tokens, AreaTree areas, CancellationToken cancellationToken)
    {
        var known = (await tokens.ListAsync(cancellationToken)).FirstOrDefault(row => row.Id == id);
        return known is not null
            && caller.MayAct(known.AreaCode, areas, Role.Administrator)
            && await tokens.RevokeAsync(id, Actor.Of(caller), cancellationToken)
                ? TypedResults.NoContent()
                : AccessProblem.Of(StatusCodes.Status404NotFound, "not-found");
    }
}
