using System.Globalization;
using Gis.Tiles.Http;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Styles;

/// <summary>The entity tag of a style: <c>"version"</c>, and behind a hyphen which form of it was given. A change may be made on the ground of any form.</summary>
internal static class StyleTag
{
    private const int FormCharacters = 12;

    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public static string Of(int version, string form) => string.Create(CultureInfo.InvariantCulture, $"\"{version}-{ETag.Of(form).AsSpan(1, FormCharacters)}\"");

    /// <summary>The header If-Match names this version, or any; a weak tag names none.</summary>
    public static bool IsMatched(HttpRequest request, int version)
    {
        var state = Of(version)[..^1];
        return request.GetTypedHeaders().IfMatch.Any(tag =>
            tag.Tag == "*" || (!tag.IsWeak && (tag.Tag.Value == $"{state}\"" || tag.Tag.StartsWith($"{state}-", StringComparison.Ordinal))));
    }
}
