using Gis.Tiles.Features;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Gis.Tiles.VectorTiles;

/// <summary>A filter that the store can't compute is told as the fault of the filter.</summary>
internal sealed class FilterFaults : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (PostgresException e) when (FeatureSelection.IsWanted(context.HttpContext.Request.Query) && StoreRefusal.OfFilter(e) is not null)
        {
            return StoreRefusal.OfFilter(e);
        }
    }
}
