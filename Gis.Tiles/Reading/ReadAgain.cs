using System.Globalization;
using Gis.Tiles.Layers;
using Gis.Tiles.Records;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Gis.Tiles.Reading;

/// <summary>Where there is a standby: a reading whose server goes away on the way begins anew with the other, and what may be old says so.</summary>
internal sealed class ReadAgain(ReadStores stores, CatalogReader catalog, RecordReader records, TilesMetrics metrics) : IEndpointFilter
{
    /// <summary>What was changed within so many seconds may be missing; there only where the primary does not answer.</summary>
    public const string StaleHeader = "Gis-Stale-Seconds";

    private const string Unknown = "unknown";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!stores.HasStandby || !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)))
        {
            return await next(context);
        }

        http.Response.OnStarting(TellAge, http.Response);
        var asked = stores.Choose();
        try
        {
            return await next(context);
        }
        catch (Exception away) when (IsAway(away) && !http.Response.HasStarted)
        {
            await stores.LookAsync(http.RequestAborted);

            // A server that only takes too long is not helped by asking another as well.
            if (IsTimeout(away) && stores.Choose().IsStandby == asked.IsStandby)
            {
                throw;
            }

            catalog.ReadAnew();
            records.ReadAnew();
            metrics.ReadAgain();
            return await next(context);
        }
    }

    private Task TellAge(object state)
    {
        var response = (HttpResponse)state;
        if (stores.Choose() is { IsStale: true } choice)
        {
            response.Headers[StaleHeader] = choice.Age is { } age ? Math.Ceiling(age.TotalSeconds).ToString(CultureInfo.InvariantCulture) : Unknown;

            // Nobody keeps it beyond the primary's return without asking.
            if (response.Headers.CacheControl.ToString().StartsWith("public", StringComparison.Ordinal))
            {
                response.Headers.CacheControl = "public, no-cache";
            }
        }

        return Task.CompletedTask;
    }

    private static bool IsAway(Exception e) => e is NpgsqlException { IsTransient: true } || IsTimeout(e);

    private static bool IsTimeout(Exception e) => e is TimeoutException or NpgsqlException { InnerException: TimeoutException };
}
