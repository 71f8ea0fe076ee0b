using Gis.Tiles.Access;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Layers;

/// <summary>Finds the layer that an address names as the caller may see it, as it is or as it was at the time that <c>asOf</c> names.</summary>
internal sealed class ShownLayers(CatalogReader catalog, PastReader pasts)
{
    /// <summary>Null with the reason; absent and hidden are not told apart.</summary>
    public async ValueTask<(VisibleLayer? Layer, Refusal? Why)> FindAsync(string id, HttpContext http, CancellationToken cancellationToken) =>
        (await catalog.ReadAsync(cancellationToken)).Find(id, Viewer.Of(http.User)) is { } shown
            ? await pasts.FindAsync(shown, http.Request, cancellationToken)
            : (null, Refusal.NotFound);
}
