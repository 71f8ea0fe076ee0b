using Gis.Tiles.Access;
using Gis.Tiles.Layers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gis.Tiles.Usage;

/// <summary>The use of a layer by one request: begun at the door, told of features on the way, and counted when the answer is through.</summary>
internal sealed class LayerUse(HttpContext http, string layer, bool isTile, UseCounter counter, CatalogReader catalog, TimeProvider clock)
{
    private CountedBody? _body;
    private long _features;

    /// <summary>Null where the request is none of a layer's content.</summary>
    public static LayerUse? Of(HttpContext http) => http.Features.Get<LayerUse>();

    public void Gave(long features) => _features += features;

    public void Begin()
    {
        http.Features.Set(this);
        if (http.Features.Get<IHttpResponseBodyFeature>() is { } body)
        {
            http.Features.Set<IHttpResponseBodyFeature>(_body = new CountedBody(body));
        }

        http.Response.OnCompleted(static use => ((LayerUse)use).EndAsync(), this);
    }

    /// <summary>What was refused, or is absent, was not used.</summary>
    private async Task EndAsync()
    {
        if (http.Response.StatusCode is not (StatusCodes.Status200OK or StatusCodes.Status204NoContent or StatusCodes.Status304NotModified))
        {
            return;
        }

        var now = clock.GetUtcNow();
        var edition = (await catalog.ReadAsync(CancellationToken.None)).EditionOf(layer);
        var viewer = Viewer.Of(http.User);
        counter.Count(
            UseKey.Of(layer, viewer, now),
            viewer.Name,
            viewer.DisplayName,
            new Use(1, isTile ? 1 : 0, _features, _body?.Bytes ?? 0, edition, now));
    }
}
