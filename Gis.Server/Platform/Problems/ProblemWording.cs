using Microsoft.AspNetCore.Mvc;

namespace Gis.Server.Platform.Problems;

/// <summary>Gives every problem that leaves the server its stable type and, where its sender gave none, a sentence in the reader's language.</summary>
internal sealed class ProblemWording(ProblemTexts texts)
{
    public void Apply(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        problem.Status = status;
        var code = ProblemCode.Of(problem, status);
        problem.Type = ProblemCode.Prefix + code;
        var language = ReaderLanguage.Of(context.HttpContext.Request);
        if (problem.Detail is null && texts.Find(code, language) is { } text)
        {
            WordAccepted(problem, language);
            problem.Title = text.Title;
            problem.Detail = ProblemTexts.Fill(text.Detail, problem.Extensions);
        }
    }

    private void WordAccepted(ProblemDetails problem, string language)
    {
        if (problem.Extensions.TryGetValue("accepted", out var accepted) && accepted is string key && texts.Find(key, language) is { } words)
        {
            problem.Extensions["accepted"] = words.Detail;
        }
    }
}
