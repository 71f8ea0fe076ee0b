using System.Globalization;
using Gis.Ingest.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Gis.Ingest.Lines;

/// <summary>What a request is told when something of it can't be taken: problem+json with the code that the field protocol lists.</summary>
internal static class RequestRefusal
{
    public static ProblemHttpResult Of(Rejection why) => Of(StatusOf(why.Code), why.Code, why.Reason);

    public static ProblemHttpResult TooLarge(int mostBytes) => Of(
        StatusCodes.Status413PayloadTooLarge, "too-large", string.Create(CultureInfo.InvariantCulture, $"At most {mostBytes} bytes are accepted."));

    /// <summary>Absent, or in an area where the caller may not write: told in the same words.</summary>
    public static ProblemHttpResult NotFound { get; } = TypedResults.Problem(statusCode: StatusCodes.Status404NotFound);

    /// <summary>The store does not take it just now.</summary>
    public static ProblemHttpResult StoreAway { get; } = Of(
        StatusCodes.Status503ServiceUnavailable, "not-ready", "The store does not take it just now. Send it again in a minute; what is stored already is not stored twice.");

    private static ProblemHttpResult Of(int status, string code, string detail) => TypedResults.Problem(new ProblemDetails
    {
        Type = $"urn:gis:{code}",
        Title = "Not taken",
        Detail = detail,
        Status = status,
    });

    private static int StatusOf(string code) => code switch
    {
        "unknown-device" or "unknown-datastream" => StatusCodes.Status404NotFound,
        "store-refused" or "decoder-broke" => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status400BadRequest,
    };
}
