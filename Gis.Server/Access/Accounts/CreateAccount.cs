using Microsoft.AspNetCore.Http.HttpResults;
using Gis.Server.Access.SignIn;

namespace Gis.Server.Access.Accounts;

/// <summary>A person to be let in.</summary>
internal sealed record CreateAccountRequest(
    string? Name, string? DisplayName, string? Language, string? Password, IReadOnlyList<GrantWish>? Grants);

/// <summary>The new account; the password is shown this once, and only when it was made for the person.</summary>
internal sealed record CreatedAccount(long Id, string Name, string? Password);

/// <summary>POST /api/accounts.</summary>
internal static class CreateAccount
{
    private const int LongestDisplayName = 100;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/accounts", HandleAsync).Allow(Role.Administrator).WithName("CreateAccount");

    private static async Task<Results<Created<CreatedAccount>, ProblemHttpResult>> HandleAsync(
        CreateAccountRequest request, Caller caller, AccountStore accounts, AccountScope scope, AreaTree areas, Passwords passwords,
        CancellationToken cancellationToken)
    {
        if (Refuse(request) is { } refused)
        {
            return refused;
        }

        var grants = new List<Grant>();
        foreach (var wish in request.Grants ?? [])
        {
            var (grant, parameter, accepted) = wish.Check(areas);
            if (grant is null)
            {
                return AccessProblem.Bad($"grants.{parameter}", accepted!);
            }

            if (!scope.Holds(caller, grant))
            {
                return AccessProblem.Of(StatusCodes.Status403Forbidden, "area-refused");
            }

            grants.Add(grant);
        }

        var password = request.Password ?? Passwords.Random();
        var wanted = new NewAccount(request.Name!, request.DisplayName ?? request.Name!, request.Language, grants);
        return await accounts.CreateAsync(wanted, passwords.Hash(password), Actor.Of(caller), cancellationToken) is { } id
            ? TypedResults.Created($"/api/accounts/{id}", new CreatedAccount(id, wanted.Name, request.Password is null ? password : null))
            : AccessProblem.Of(StatusCodes.Status409Conflict, "account-exists");
    }

    private static ProblemHttpResult? Refuse(CreateAccountRequest request) => request switch
    {
        _ when !AccountName.IsValid(request.Name) => AccessProblem.Bad("name", AccountName.Accepted),
        { DisplayName: { Length: 0 or > LongestDisplayName } } => AccessProblem.Bad("displayName", $"1 to {LongestDisplayName} characters"),
        { Language: not (null or "zh" or "en") } => AccessProblem.Bad("language", "zh, en"),
        { Password: { } password } when !Passwords.IsAcceptable(password) => AccessProblem.Bad("password", Passwords.Accepted),
        _ => null,
    };
}
