using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gis.Ingest.Mqtt;

/// <summary>The ingest part is ready when its session at the broker is connected and subscribed.</summary>
internal sealed class BrokerHealth(MqttSession session) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(session.IsConnected
            ? HealthCheckResult.Healthy("the session is connected")
            : HealthCheckResult.Unhealthy("the session at the broker is not connected; it is tried again without end"));
}
