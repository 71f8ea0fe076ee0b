using Gis.Tiles.Access;
using Gis.Tiles.Layers;
using Gis.Tiles.Usage;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.VectorTiles;

/// <summary>Counts a tile of several layers for the owner of each: one request, one tile, and the bytes of his part before they are compressed.</summary>
internal sealed class DatasetUse(UseCounter counter, TimeProvider clock)
{
    /// <summary>Counted when the answer is through; <paramref name="bytesOf"/> tells of a layer by its place.</summary>
    public void Count(HttpContext http, IReadOnlyList<VisibleLayer> layers, Func<int, long> bytesOf) => http.Response.OnCompleted(() =>
    {
        var (now, viewer) = (clock.GetUtcNow(), Viewer.Of(http.User));
        for (var n = 0; n < layers.Count; n++)
        {
            counter.Count(
                UseKey.Of(layers[n].Info.Id, viewer, now),
                viewer.Name,
                viewer.DisplayName,
                new Use(Requests: 1, Tiles: 1, Features: 0, bytesOf(n), layers[n].Info.Edition, now));
        }

        return Task.CompletedTask;
    });
}
