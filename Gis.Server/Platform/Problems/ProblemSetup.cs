using Microsoft.AspNetCore.Routing;

namespace Gis.Server.Platform.Problems;

/// <summary>Every answer that says no, and the one that says we failed, is problem+json.</summary>
internal static class ProblemSetup
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddSingleton<ProblemTexts>();
        services.AddSingleton<ProblemWording>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
            context.HttpContext.RequestServices.GetRequiredService<ProblemWording>().Apply(context));

        // Asked after the framework's own writer, which only serves callers that accept JSON.
        services.AddSingleton<IProblemDetailsWriter, LastProblemWriter>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    /// <summary>The exception handler logs what it answers with 500, under the trace id that the caller sees.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        return app.UseStoreProblems().UseBadRequestProblems();
    }
}
