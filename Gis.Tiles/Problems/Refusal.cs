using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Problems;

/// <summary>A clear no, as problem+json with a stable type; its sentences, and those of what is accepted, stand in <c>problems.json</c> by code.</summary>
internal sealed record Refusal(int Status, string Code) : IResult
{
    /// <summary>The parameter at fault, where there is one.</summary>
    public string? Parameter { get; init; }

    /// <summary>What the parameter accepts: a code of <c>problems.json</c>, or the values themselves.</summary>
    public string? Accepted { get; init; }

    /// <summary>Where in the parameter the fault is, where it is long enough to be searched.</summary>
    public string? At { get; init; }

    public int? RetryAfterSeconds { get; init; }

    /// <summary>Absent or hidden, layer or feature: told in the same words.</summary>
    public static Refusal NotFound { get; } = new(StatusCodes.Status404NotFound, "not-found");

    public static Refusal Busy { get; } = new(StatusCodes.Status503ServiceUnavailable, "busy") { RetryAfterSeconds = 3 };

    /// <summary>The form asked for needs GDAL, which is missing or failed.</summary>
    public static Refusal ExportAway { get; } = new(StatusCodes.Status503ServiceUnavailable, "export-away");

    public static Refusal BadParameter(string parameter, string accepted) =>
        new(StatusCodes.Status400BadRequest, "bad-parameter") { Parameter = parameter, Accepted = accepted };

    /// <summary>A filter that can't be used; <paramref name="at"/> is the number of the character, or a JSON pointer.</summary>
    public static Refusal BadFilter(string at, string accepted) =>
        new(StatusCodes.Status400BadRequest, "bad-filter") { Parameter = "filter", Accepted = accepted, At = at };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var facts = new Dictionary<string, object?>();
        if (Parameter is not null)
        {
            facts["parameter"] = Parameter;
            facts["accepted"] = Accepted;
        }

        if (At is not null)
        {
            facts["at"] = At;
        }

        if (RetryAfterSeconds is { } seconds)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        httpContext.Response.Headers.CacheControl = "no-store";
        return TypedResults.Problem(statusCode: Status, type: $"urn:gis:{Code}", extensions: facts).ExecuteAsync(httpContext);
    }
}
