using Microsoft.AspNetCore.Mvc;

namespace Gis.Server.Platform.Problems;

/// <summary>The stable name of a problem, which programs may rely on; it travels as <c>type</c>.</summary>
internal static class ProblemCode
{
    public const string Prefix = "urn:gis:";

    /// <summary>What the sender named, else what the status means.</summary>
    public static string Of(ProblemDetails problem, int status) =>
        problem.Type is { } type && type.StartsWith(Prefix, StringComparison.Ordinal) ? type[Prefix.Length..] : OfStatus(status);

    private static string OfStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "not-signed-in",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "not-found",
        StatusCodes.Status405MethodNotAllowed => "method-not-allowed",
        StatusCodes.Status413PayloadTooLarge => "too-large",
        StatusCodes.Status415UnsupportedMediaType => "unsupported-media-type",
        StatusCodes.Status429TooManyRequests => "too-many-requests",
        StatusCodes.Status503ServiceUnavailable => "not-ready",
        >= 500 => "internal-error",
        _ => "bad-request",
    };
}
