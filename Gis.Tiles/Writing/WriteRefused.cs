using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Writing;

/// <summary>Ends a change that may not or cannot be made, however deep it was found out; nothing of it is stored.</summary>
internal sealed class WriteRefused(Refusal refusal) : Exception(refusal.Code)
{
    public Refusal Refusal { get; } = refusal;

    /// <summary>What the body says can't be stored; <paramref name="at"/> is a JSON pointer, or a position in degrees.</summary>
    public static WriteRefused Content(string at, string accepted) =>
        new(new Refusal(StatusCodes.Status422UnprocessableEntity, "bad-feature") { Parameter = "body", At = at, Accepted = accepted });

    public static WriteRefused Body(string accepted) => new(new Refusal(StatusCodes.Status400BadRequest, "bad-parameter") { Parameter = "body", Accepted = accepted });

    public static WriteRefused Header(string name, string accepted, int status = StatusCodes.Status400BadRequest) =>
        new(new Refusal(status, "bad-parameter") { Parameter = name, Accepted = accepted });
}
