using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Gis.Server.Rules;

/// <summary>Turns a refusal into problem+json in the reader's language.</summary>
internal static class RefusalProblem
{
    public static ProblemHttpResult ToProblem(this Refusal refusal, HttpContext http)
    {
        var problem = new ProblemDetails
        {
            Type = $"urn:gis:{refusal.Code}",
            Title = refusal.Code,
            Status = refusal.Status,
            Detail = ReadsChinese(http) ? refusal.Zh : refusal.En,
        };
        AddIfAny(problem, "parameter", refusal.Parameter);
        AddIfAny(problem, "accepted", refusal.Accepted);
        foreach (var (name, value) in refusal.Facts)
        {
            problem.Extensions[name] = value;
        }

        return TypedResults.Problem(problem);
    }

    /// <summary>The first language the reader names that we speak; English where none is named.</summary>
    private static bool ReadsChinese(HttpContext http) =>
        http.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value ?? "")
            .FirstOrDefault(tag => tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            ?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ?? false;

    private static void AddIfAny(ProblemDetails problem, string name, string? value)
    {
        if (value is not null)
        {
            problem.Extensions[name] = value;
        }
    }
}
