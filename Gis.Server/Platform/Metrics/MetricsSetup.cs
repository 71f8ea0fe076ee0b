using Gis.Server.Access;
namespace Gis.Server.Platform.Metrics;

/// <summary>The figures of this process as Prometheus text at <c>/metrics</c>.</summary>
internal static class MetricsSetup
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static IServiceCollection AddMetricsText(this IServiceCollection services)
    {
        services.AddSingleton<MetricsCollector>();
        services.AddHostedService(provider => provider.GetRequiredService<MetricsCollector>());
        return services;
    }

    public static RouteHandlerBuilder MapMetrics(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/metrics", (MetricsCollector collector) => TypedResults.Text(collector.Render(), ContentType))
        .AllowLoopbackOrSignedIn()
        .ExcludeFromDescription();
}
