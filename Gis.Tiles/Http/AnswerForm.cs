using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Gis.Tiles.Http;

/// <summary>In which form an answer is wanted: <c>f</c> says it, else what the caller accepts; programs that accept anything get JSON.</summary>
internal static class AnswerForm
{
    public const string Html = "html";

    public static bool IsHtml(HttpRequest request) => request.Query.TryGetValue("f", out var form) ? form == Html : PrefersHtml(request.GetTypedHeaders().Accept);

    /// <summary>The address of the same resource in another form.</summary>
    public static string In(HttpRequest request, string form)
    {
        var path = $"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}";
        var parameters = request.Query.Where(parameter => parameter.Key != "f").Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value.ToString()));
        return QueryHelpers.AddQueryString(path, parameters.Append(KeyValuePair.Create("f", (string?)form)));
    }

    /// <summary>The link to this answer in the other form that it has.</summary>
    public static OgcLink Alternate(HttpRequest request, string mediaType) => IsHtml(request)
        ? new OgcLink("alternate", In(request, "json"), mediaType, "This document as JSON")
        : new OgcLink("alternate", In(request, Html), MediaTypes.Html, "This document as a page");

    private static bool PrefersHtml(IList<MediaTypeHeaderValue> accepted)
    {
        var html = Weight(accepted, type => type == "text/html");
        return html > 0 && html >= Weight(accepted, type => type.EndsWith("json", StringComparison.Ordinal));
    }

    private static double Weight(IList<MediaTypeHeaderValue> accepted, Func<string, bool> isIt) =>
        accepted.Where(type => isIt(type.MediaType.ToString().ToLowerInvariant())).Select(type => type.Quality ?? 1).DefaultIfEmpty(0).Max();
}
