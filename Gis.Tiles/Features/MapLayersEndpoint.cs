using Gis.Tiles.Access;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Gis.Tiles.Styles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gis.Tiles.Features;

/// <summary>The catalogue for the viewer's map: the layers that the caller may see, with where to get their tiles.</summary>
internal static class MapLayersEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/map/layers", ListAsync)
            .AddEndpointFilter<BusyStore>()
            .RequireAuthorization("gis-reader")
            .WithName("getMapLayers")
            .WithTags("Map");

    private static async Task<Ok<MapLayerList>> ListAsync(CatalogReader catalog, LayerContents contents, StyleReader styles, HttpContext http, CancellationToken cancellationToken)
    {
        var items = new List<MapLayer>();
        var (known, viewer) = (await catalog.ReadAsync(cancellationToken), Viewer.Of(http.User));
        foreach (var layer in known.VisibleTo(viewer))
        {
            items.Add(MapLayer.Of(layer, await contents.ReadAsync(layer, cancellationToken), (await styles.StoredDefaultAsync(layer.Info.Id, cancellationToken))?.Drawing));
        }

        foreach (var image in known.ImagesVisibleTo(viewer))
        {
            items.Add(MapLayer.Of(image, (await styles.StoredDefaultAsync(image.Info.Id, cancellationToken))?.Drawing));
        }

        Caching.DescribeDocument(http.Response);
        return TypedResults.Ok(new MapLayerList(items, Next: null));
    }
}
