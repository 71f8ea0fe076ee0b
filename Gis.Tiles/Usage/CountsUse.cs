using Gis.Tiles.Layers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gis.Tiles.Usage;

/// <summary>Marks the endpoints that give a layer's content: what they give is counted for the layer's owner.</summary>
internal static class CountsUse
{
    /// <summary>The route names the layer as <c>collectionId</c>.</summary>
    public static RouteHandlerBuilder CountUse(this RouteHandlerBuilder endpoint, bool isTile = false) => endpoint.AddEndpointFilterFactory((_, next) => context =>
    {
        if (context.HttpContext.Request.RouteValues["collectionId"] is string layer)
        {
            Begin(context.HttpContext, layer, isTile);
        }

        return next(context);
    });

    /// <summary>For endpoints that learn on the way which layer is asked for; before anything of it is given.</summary>
    public static void Begin(HttpContext http, string layer, bool isTile)
    {
        var services = http.RequestServices;
        new LayerUse(http, layer, isTile, services.GetRequiredService<UseCounter>(), services.GetRequiredService<CatalogReader>(), services.GetRequiredService<TimeProvider>()).Begin();
    }
}
