using Gis.Server.Access.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Access.Tokens;

/// <summary>What the token is for, where, and how long.</summary>
internal sealed record IssueTokenRequest(string? Role, string? AreaCode, IReadOnlyList<string>? Layers, int? Days, string? Label);

/// <summary>POST /api/tokens.</summary>
internal static class IssueToken
{
    private const int LongestLabel = 100;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/tokens", HandleAsync).Allow(Role.Administrator).WithName("IssueToken");

    private static async Task<Results<Created<CreatedToken>, ProblemHttpResult>> HandleAsync(
        IssueTokenRequest request, Caller caller, TokenStore tokens, AccountScope scope, AreaTree areas, CancellationToken cancellationToken)
    {
        var (grant, parameter, accepted) = new GrantWish(request.Role, request.AreaCode, request.Layers).Check(areas);
        if (grant is null)
        {
            return AccessProblem.Bad(parameter!, accepted!);
        }

        if (request.Days is not (> 0 and <= TokenStore.LongestDays))
        {
            return AccessProblem.Bad("days", $"1 to {TokenStore.LongestDays}");
        }

        if (request.Label is { Length: 0 or > LongestLabel })
        {
            return AccessProblem.Bad("label", $"1 to {LongestLabel} characters");
        }

        if (!scope.Holds(caller, grant))
        {
            return AccessProblem.Of(StatusCodes.Status403Forbidden, "area-refused");
        }

        var made = await tokens.IssueAsync(grant, request.Days.Value, request.Label, Actor.Of(caller), cancellationToken);
        return TypedResults.Created($"/api/tokens/{made.Id}", made);
    }
}
