using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Problems;

/// <summary>Words for the reader, in both languages of the system.</summary>
internal sealed record Sentence(string En, string Zh)
{
    public string In(bool chinese) => chinese ? Zh : En;

    /// <summary>The first of our two languages in the reader's list, by weight; English where neither is named.</summary>
    public static bool PrefersChinese(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString())
            .FirstOrDefault(language => IsOf(language, "zh") || IsOf(language, "en")) is { } first && IsOf(first, "zh");

    private static bool IsOf(string language, string primary) =>
        language.Equals(primary, StringComparison.OrdinalIgnoreCase) || language.StartsWith(primary + "-", StringComparison.OrdinalIgnoreCase);
}
