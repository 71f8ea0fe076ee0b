using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Access.Accounts;

/// <summary>DELETE /api/accounts/{id}: nobody is deleted; the account is closed and its sessions end.</summary>
internal static class DisableAccount
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapDelete("/api/accounts/{id:long}", HandleAsync).Allow(Role.Administrator).WithName("DisableAccount");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        long id, Caller caller, AccountStore accounts, AccountScope scope, CancellationToken cancellationToken)
    {
        if (id == caller.AccountId)
        {
            return AccessProblem.Of(StatusCodes.Status409Conflict, "own-account");
        }

        return await accounts.ListAsync(id, cancellationToken) is [var account]
            && scope.Holds(caller, account)
            && await accounts.DisableAsync(id, Actor.Of(caller), cancellationToken)
                ? TypedResults.NoContent()
                : AccessProblem.Of(StatusCodes.Status404NotFound, "not-found");
    }
}
