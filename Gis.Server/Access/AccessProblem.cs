using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Gis.Server.Access;

/// <summary>The refusals of access as problem+json; the sentences stand in problems.json.</summary>
internal static class AccessProblem
{
    public static ProblemHttpResult Of(int status, string code, IDictionary<string, object?>? facts = null) =>
        TypedResults.Problem(statusCode: status, type: $"urn:gis:{code}", extensions: facts);

    /// <summary>A field of the request that cannot be used, and what can.</summary>
    public static ProblemHttpResult Bad(string parameter, string accepted) => Of(
        StatusCodes.Status400BadRequest,
        "bad-parameter",
        new Dictionary<string, object?> { ["parameter"] = parameter, ["accepted"] = accepted });

    public static async Task WriteAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails { Status = status, Type = $"urn:gis:{code}" },
        });
    }
}
