using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Http;

/// <summary>
/// The entity tag of a stored feature: <c>"edition.change"</c> names its state, and behind a hyphen stands which form of it was given. A change may be
/// made on the ground of any form.
/// </summary>
internal static class FeatureTag
{
    private const int FormCharacters = 12;

    public static string Of(int edition, int changed) => string.Create(CultureInfo.InvariantCulture, $"\"{edition}.{changed}\"");

    public static string Of(int edition, int changed, string form) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{edition}.{changed}-{ETag.Of(form).AsSpan(1, FormCharacters)}\"");

    /// <summary>The header If-Match names this state, or any; a weak tag names none.</summary>
    public static bool IsMatched(HttpRequest request, int edition, int changed)
    {
        var state = Of(edition, changed)[..^1];
        return request.GetTypedHeaders().IfMatch.Any(tag =>
            tag.Tag == "*" || (!tag.IsWeak && (tag.Tag.Value == $"{state}\"" || tag.Tag.StartsWith($"{state}-", StringComparison.Ordinal))));
    }
}
