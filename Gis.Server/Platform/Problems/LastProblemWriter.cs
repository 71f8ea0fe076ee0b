using System.Diagnostics;

namespace Gis.Server.Platform.Problems;

/// <summary>
/// Writes the problem for callers that accept neither JSON nor problem+json, such as one that asked for a tile or for CSV:
/// a reason in a form that was not asked for is better than none, and far better than a failure of ours.
/// </summary>
internal sealed class LastProblemWriter(ProblemWording wording) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        wording.Apply(context);
        context.ProblemDetails.Extensions.TryAdd("traceId", Activity.Current?.Id ?? context.HttpContext.TraceIdentifier);
        return new ValueTask(context.HttpContext.Response.WriteAsJsonAsync(
            context.ProblemDetails, options: null, "application/problem+json", context.HttpContext.RequestAborted));
    }
}
