using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Access.Tokens;

/// <summary>GET /api/tokens: the tokens of the administrator's areas.</summary>
internal static class ListTokens
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/tokens", HandleAsync).Allow(Role.Administrator).WithName("ListTokens");

    private static async Task<Ok<Page<TokenRow>>> HandleAsync(
        Caller caller, TokenStore tokens, AreaTree areas, CancellationToken cancellationToken)
    {
        var rows = await tokens.ListAsync(cancellationToken);
        return TypedResults.Ok(new Page<TokenRow>([.. rows.Where(row => caller.MayAct(row.AreaCode, areas, Role.Administrator))], Next: null));
    }
}
