using Gis.Server.Access;
using Gis.Server.Platform.Store;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Gis.Server.Platform.Health;

/// <summary>Alive: the process answers. Ready: every open part reaches what it needs; a part adds its own checks with AddHealthChecks().</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddHealth(this IServiceCollection services, GisParts parts)
    {
        var checks = services.AddHealthChecks();
        foreach (var (part, _) in parts.Named)
        {
            checks.Add(new HealthCheckRegistration(
                $"store.{part}",
                provider => new StoreHealth(
                    provider.GetRequiredKeyedService<NpgsqlDataSource>(part),
                    part == GisParts.TilesName && provider.GetRequiredService<StoreSettings>().Standby is not null ? HealthStatus.Degraded : HealthStatus.Unhealthy),
                HealthStatus.Unhealthy,
                tags: null,
                Patience));
        }

        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" })).AllowAnyone().ExcludeFromDescription();
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowLoopbackOrSignedIn();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status switch { HealthStatus.Healthy => "ready", HealthStatus.Degraded => "degraded", _ => "not-ready" },
        parts = context.RequestServices.GetRequiredService<GisParts>().Named.Select(named => named.Part),
        checks = report.Entries.ToDictionary(
            entry => entry.Key,
            entry => new { status = entry.Value.Status.ToString(), entry.Value.Description, durationMs = Math.Round(entry.Value.Duration.TotalMilliseconds, 1) }),
    });
}
