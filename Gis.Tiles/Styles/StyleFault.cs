using Gis.Tiles.Problems;
using Gis.Tiles.Writing;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Styles;

/// <summary>Says where in a style the fault is and what would be accepted there.</summary>
internal static class StyleFault
{
    /// <param name="at">A JSON pointer into the body.</param>
    /// <param name="accepted">A code of <c>problems.json</c>, or the values themselves.</param>
    public static WriteRefused At(string at, string accepted) =>
        new(new Refusal(StatusCodes.Status422UnprocessableEntity, "bad-style") { Parameter = "body", At = at, Accepted = accepted });

    /// <summary>One more step of a JSON pointer.</summary>
    public static string Step(string at, string name) => $"{at}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
