using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Access.Accounts;

/// <summary>DELETE /api/accounts/{id}/grants/{grant}: the role ends now, in open streams too.</summary>
internal static class RevokeGrant
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapDelete("/api/accounts/{id:long}/grants/{grant:long}", HandleAsync).Allow(Role.Administrator).WithName("RevokeGrant");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        long id, long grant, Caller caller, AccountStore accounts, AccountScope scope, CancellationToken cancellationToken) =>
        await accounts.ListAsync(id, cancellationToken) is [var account]
        && scope.Holds(caller, account)
        && await accounts.RevokeGrantAsync(id, grant, Actor.Of(caller), cancellationToken)
            ? TypedResults.NoContent()
            : AccessProblem.Of(StatusCodes.Status404NotFound, "not-found");
}
