using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Tiles.Problems;

/// <summary>A store that does not answer in time is told as such: 503 with the time to wait, never a bare failure.</summary>
internal sealed class BusyStore(TilesMetrics metrics, ILogger<BusyStore> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception e) when (IsTimeout(e) && !context.HttpContext.Response.HasStarted)
        {
            logger.StoreTooSlow(e, context.HttpContext.Request.Path);
            metrics.WasBusy();
            return Refusal.Busy;
        }
    }

    private static bool IsTimeout(Exception e) => e is TimeoutException or NpgsqlException { InnerException: TimeoutException };
}
