using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;

namespace Gis.Server.Platform.Problems;

/// <summary>Turns a request that could not be bound into a 400 that names the parameter and what is accepted.</summary>
internal static partial class BadRequests
{
    public static IApplicationBuilder UseBadRequestProblems(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = e.StatusCode;
            await context.RequestServices.GetRequiredService<IProblemDetailsService>()
                .WriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = Describe(e) });
        }
    });

    internal static ProblemDetails Describe(BadHttpRequestException e)
    {
        if (e.StatusCode != StatusCodes.Status400BadRequest)
        {
            return new ProblemDetails { Status = e.StatusCode };
        }

        if (e.InnerException is JsonException json)
        {
            return Named("bad-body", json.Path is { Length: > 0 } path ? path : "body", "accepted-json");
        }

        if (Unbound().Match(e.Message) is { Success: true } unbound)
        {
            return Named("bad-parameter", unbound.Groups["name"].Value, AcceptedFor(unbound.Groups["type"].Value));
        }

        return Missing().Match(e.Message) is { Success: true } missing
            ? Named("bad-parameter", missing.Groups["name"].Value, "accepted-present")
            : new ProblemDetails { Status = e.StatusCode };
    }

    private static ProblemDetails Named(string code, string parameter, string accepted) => new()
    {
        Type = ProblemCode.Prefix + code,
        Status = StatusCodes.Status400BadRequest,
        Extensions = { ["parameter"] = parameter, ["accepted"] = accepted },
    };

    private static string AcceptedFor(string type) => type.Replace("Nullable<", "", StringComparison.Ordinal).TrimEnd('>', '?', '[', ']') switch
    {
        "byte" or "short" or "int" or "long" => "accepted-integer",
        "float" or "double" or "decimal" => "accepted-number",
        "bool" => "accepted-boolean",
        "DateTimeOffset" or "DateTime" => "accepted-time",
        _ => "accepted-documented",
    };

    [GeneratedRegex("""^Failed to bind parameter "(?<type>[^ ]+) (?<name>[^"]+)" from""")]
    private static partial Regex Unbound();

    [GeneratedRegex("""^Required parameter "[^ ]+ (?<name>[^"]+)" was not provided""")]
    private static partial Regex Missing();
}
