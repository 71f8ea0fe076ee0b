using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gis.Server.Layers;

/// <summary>GET /api/layer-grants?layer=…: the grants in force that name a layer.</summary>
internal static class ListGrants
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/layer-grants", HandleAsync).AllowSignedIn().WithName("ListLayerGrants");

    private static async Task<Results<Ok<Page<LayerGrantRow>>, NotFound>> HandleAsync(string layer, Caller caller, GrantDesk desk, CancellationToken cancellationToken) =>
        await desk.ListAsync(layer, caller, cancellationToken) is { } grants ? TypedResults.Ok(new Page<LayerGrantRow>(grants, Next: null)) : TypedResults.NotFound();
}
