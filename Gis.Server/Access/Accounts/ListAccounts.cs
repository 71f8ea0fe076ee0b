using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Access.Accounts;

/// <summary>GET /api/accounts: the people of the administrator's areas.</summary>
internal static class ListAccounts
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/accounts", HandleAsync).Allow(Role.Administrator).WithName("ListAccounts");

    private static async Task<Ok<Page<AccountRow>>> HandleAsync(
        Caller caller, AccountStore accounts, AccountScope scope, CancellationToken cancellationToken)
    {
        var rows = await accounts.ListAsync(id: null, cancellationToken);
        return TypedResults.Ok(new Page<AccountRow>([.. rows.Where(row => scope.Holds(caller, row))], Next: null));
    }
}
