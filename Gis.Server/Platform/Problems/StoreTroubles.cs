using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Gis.Server.Platform.Problems;

/// <summary>
/// Turns what the store refuses for the moment into a 503 that says to try again, and a text that it can't hold into a 400: nothing was changed. Whatever
/// else it refuses is a fault of ours and stays a 500.
/// </summary>
internal static class StoreTroubles
{
    private const int RetryAfterS = 1;

    public static IApplicationBuilder UseStoreProblems(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (NpgsqlException e) when (e.IsTransient && !context.Response.HasStarted)
        {
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StoreTroubles).FullName!)
                .StoreRefusedForNow(context.Request.Path, e.Message);
            context.Response.Headers.RetryAfter = RetryAfterS.ToString(CultureInfo.InvariantCulture);
            await TellAsync(context, Describe(e));
        }
        catch (PostgresException e) when (IsBadText(e) && !context.Response.HasStarted)
        {
            await TellAsync(context, new ProblemDetails { Status = StatusCodes.Status400BadRequest, Type = $"{ProblemCode.Prefix}bad-text" });
        }
    });

    /// <summary>Somebody else at work on the same thing is told apart from a store that does not answer.</summary>
    internal static ProblemDetails Describe(NpgsqlException e) => new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Type = ProblemCode.Prefix + (e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            ? "act-under-way"
            : "not-ready"),
    };

    /// <summary>The null character, and half of a surrogate pair: JSON and addresses can name them, and the store's texts can't hold them.</summary>
    private static bool IsBadText(PostgresException e) => e.SqlState is PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter;

    private static async Task TellAsync(HttpContext context, ProblemDetails problem)
    {
        context.Response.StatusCode = problem.Status!.Value;
        await context.RequestServices.GetRequiredService<IProblemDetailsService>()
            .WriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem });
    }
}
