using Microsoft.Net.Http.Headers;

namespace Gis.Server.Platform.Problems;

/// <summary>The language of the answer: <c>zh</c> or <c>en</c>, by Accept-Language.</summary>
public static class ReaderLanguage
{
    public const string Chinese = "zh";
    public const string English = "en";

    public static string Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wanted))
        {
            return English;
        }

        var best = wanted
            .OrderByDescending(language => language.Quality ?? 1)
            .FirstOrDefault(language => IsOf(language, Chinese) || IsOf(language, English));
        return best is not null && IsOf(best, Chinese) ? Chinese : English;
    }

    private static bool IsOf(StringWithQualityHeaderValue wanted, string language) =>
        wanted.Value.StartsWith(language, StringComparison.OrdinalIgnoreCase);
}
