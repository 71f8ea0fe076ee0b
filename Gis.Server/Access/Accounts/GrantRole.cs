using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Access.Accounts;

/// <summary>The grant that was made.</summary>
internal sealed record CreatedGrant(long Id);

/// <summary>POST /api/accounts/{id}/grants: a role in one more area.</summary>
internal static class GrantRole
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/accounts/{id:long}/grants", HandleAsync).Allow(Role.Administrator).WithName("GrantRole");

    private static async Task<Results<Created<CreatedGrant>, ProblemHttpResult>> HandleAsync(
        long id, GrantWish wish, Caller caller, AccountStore accounts, AccountScope scope, AreaTree areas, CancellationToken cancellationToken)
    {
        if (await accounts.ListAsync(id, cancellationToken) is not [{ DisabledAt: null } account] || !scope.Holds(caller, account))
        {
            return AccessProblem.Of(StatusCodes.Status404NotFound, "not-found");
        }

        var (grant, parameter, accepted) = wish.Check(areas);
        if (grant is null)
        {
            return AccessProblem.Bad(parameter!, accepted!);
        }

        if (!scope.Holds(caller, grant))
        {
            return AccessProblem.Of(StatusCodes.Status403Forbidden, "area-refused");
        }

        var made = await accounts.GrantAsync(id, grant, Actor.Of(caller), cancellationToken);
        return TypedResults.Created($"/api/accounts/{id}/grants/{made}", new CreatedGrant(made));
    }
}
