using Gis.Server.Platform.Store;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Gis.Server.Platform.Health;

/// <summary>A part is ready when it reaches the store and the store has exactly the migrations of this build.</summary>
/// <param name="store">The primary.</param>
/// <param name="whenAway">A part that has a standby goes on without the primary.</param>
internal sealed class StoreHealth(NpgsqlDataSource store, HealthStatus whenAway) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = await store.OpenConnectionAsync(cancellationToken);
            var missing = await StoreGate.MissingAsync(connection, cancellationToken);
            return missing.Count == 0
                ? HealthCheckResult.Healthy("migrations are current")
                : HealthCheckResult.Unhealthy($"{missing.Count} migration(s) missing, first {missing[0].Name}");
        }
        catch (Exception e) when (e is NpgsqlException or StoreRefusedException or TimeoutException)
        {
            return new HealthCheckResult(whenAway, e.Message);
        }
    }
}
