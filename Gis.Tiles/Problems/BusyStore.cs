using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Gis.Tiles.Problems;

/// <summary>A store that does not answer in time is told as such: 503 with the time to wait, never a bare failure.</summary>
internal sealed class BusyStore : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception e) when (IsTimeout(e) && !context.HttpContext.Response.HasStarted)
        {
            return Refusal.Busy;
        }
    }

    private static bool IsTimeout(Exception e) => e is TimeoutException or NpgsqlException { InnerException: TimeoutException };
}
