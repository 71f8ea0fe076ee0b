using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gis.Tiles.Reading;

/// <summary>Tells how far the standby is behind. Without it, or without the primary, layers are still read; without both they are not.</summary>
internal sealed class StandbyHealth(ReadStores stores) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (primaryAnswers, standbyAnswers, isPromoted, age) = stores.Tell();
        var behind = age is { } known ? string.Create(CultureInfo.InvariantCulture, $"it holds all that the primary held {known.TotalMilliseconds:F0} ms ago") : "nobody knows how far it is behind";
        return Task.FromResult((primaryAnswers, standbyAnswers) switch
        {
            (true, true) when isPromoted => HealthCheckResult.Degraded("it has been promoted and follows the primary no more"),
            (true, true) when stores.Choose().IsStandby => HealthCheckResult.Healthy(behind),
            (true, true) => HealthCheckResult.Degraded($"layers are read from the primary: {behind}"),
            (true, false) => HealthCheckResult.Degraded("the standby does not answer; layers are read from the primary"),
            (false, true) => HealthCheckResult.Degraded($"the primary does not answer; layers are read from the standby: {behind}"),
            _ => HealthCheckResult.Unhealthy("neither the primary nor the standby answers"),
        });
    }
}
