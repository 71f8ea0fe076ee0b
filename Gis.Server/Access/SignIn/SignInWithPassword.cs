using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Access.SignIn;

/// <summary>A person signs in by name and password.</summary>
internal sealed record SignInRequest(string? Name, string? Password);

/// <summary>POST /api/session: answers who it is, and sets the cookie.</summary>
internal sealed class SignInWithPassword(
    NpgsqlDataSource store, Passwords passwords, SignInAttempts attempts, SessionStore sessions, ILogger<SignInWithPassword> logger)
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/session", HandleAsync).AllowAnyone().WithName("SignIn");

    private static async Task<Results<Ok<Me>, ProblemHttpResult>> HandleAsync(
        SignInRequest request, SignInWithPassword signIn, MeReader me, HttpContext context, CancellationToken cancellationToken)
    {
        var name = request.Name?.Trim() ?? "";
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        if (!AccountName.IsValid(name) || request.Password is not { Length: > 0 and <= Passwords.LongestLength } password)
        {
            return AccessProblem.Of(StatusCodes.Status401Unauthorized, "sign-in-refused");
        }

        var (opened, wait) = await signIn.TryAsync(name, password, address, cancellationToken);
        if (wait > TimeSpan.Zero)
        {
            var seconds = (int)Math.Ceiling(wait.TotalSeconds);
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return AccessProblem.Of(
                StatusCodes.Status429TooManyRequests, "sign-in-held-off", new Dictionary<string, object?> { ["seconds"] = seconds });
        }

        if (opened is not { } proven)
        {
            return AccessProblem.Of(StatusCodes.Status401Unauthorized, "sign-in-refused");
        }

        SessionCookie.Set(context, proven.Token, proven.Session.ExpiresAt);
        return TypedResults.Ok(await me.ReadAsync(proven.Session.Caller, cancellationToken));
    }

    private async Task<((string Token, Session Session)? Opened, TimeSpan Wait)> TryAsync(
        string name, string password, string address, CancellationToken cancellationToken)
    {
        var wait = await attempts.BeginAsync(name, address, cancellationToken);
        if (wait > TimeSpan.Zero)
        {
            logger.SignInHeldOff(name, address, wait.TotalSeconds);
            return (null, wait);
        }

        var account = await FindAsync(name, cancellationToken);
        if (!await passwords.IsRightAsync(account?.Hash, password, cancellationToken))
        {
            logger.SignInRefused(name, address);
            return (null, TimeSpan.Zero);
        }

        await attempts.SucceedAsync(name, address, cancellationToken);
        logger.SignedIn(name, address);
        return (await sessions.OpenAsync(account!.Value.Id, name, "password", address, cancellationToken), TimeSpan.Zero);
    }

    private async Task<(long Id, string? Hash)?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT id, password_hash FROM account WHERE name = $1 AND disabled_at IS NULL");
        command.Parameters.Add(NpgsqlDbType.Text, name);
        var rows = await command.ListAsync(row => (row.GetInt64(0), row.TextOrNull(1)), cancellationToken);
        return rows is [var account] ? account : null;
    }
}
