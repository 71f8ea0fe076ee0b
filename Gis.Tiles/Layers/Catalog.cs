using System.Collections.Immutable;
using Gis.Tiles.Access;

namespace Gis.Tiles.Layers;

/// <summary>The catalogue as it stood a moment ago.</summary>
internal sealed record Catalog(ImmutableSortedDictionary<string, Layer> Layers, AreaTree Areas)
{
    /// <summary>The layer as this caller may see it; null where it is absent or hidden, which must not be told apart.</summary>
    public VisibleLayer? Find(string id, Viewer viewer) =>
        Layers.TryGetValue(id, out var layer) && LayerRights.Decide(layer.Info, viewer, Areas) is { } scope ? new VisibleLayer(layer, scope) : null;

    public IReadOnlyList<VisibleLayer> VisibleTo(Viewer viewer) =>
        [.. Layers.Keys.Select(id => Find(id, viewer)).OfType<VisibleLayer>()];
}
