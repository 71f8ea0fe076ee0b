using System.Collections.Immutable;
using Gis.Tiles.Access;
using Gis.Tiles.Imagery;

namespace Gis.Tiles.Layers;

/// <summary>The catalogue as it stood a moment ago.</summary>
/// <param name="Images">The layers of pictures, which have no features: whoever looks for features does not find them.</param>
internal sealed record Catalog(ImmutableSortedDictionary<string, Layer> Layers, ImmutableSortedDictionary<string, ImageLayer> Images, AreaTree Areas)
{
    /// <summary>Whether there is a layer of this id, whoever may see it.</summary>
    public bool Has(string id) => Layers.ContainsKey(id) || Images.ContainsKey(id);

    /// <summary>The edition that readers of a layer see; 0 where it has none.</summary>
    public int EditionOf(string id) => Layers.TryGetValue(id, out var layer) ? layer.Info.Edition : Images.TryGetValue(id, out var image) ? image.Info.Edition : 0;

    /// <summary>The layer as this caller may see it; null where it is absent or hidden, which must not be told apart.</summary>
    public VisibleLayer? Find(string id, Viewer viewer) =>
        Layers.TryGetValue(id, out var layer) && LayerRights.Decide(layer.Info, viewer, Areas) is { } scope ? new VisibleLayer(layer, scope) : null;

    public IReadOnlyList<VisibleLayer> VisibleTo(Viewer viewer) =>
        [.. Layers.Keys.Select(id => Find(id, viewer)).OfType<VisibleLayer>()];

    /// <summary>The image layer where this caller may see it; null where it is absent or hidden, which must not be told apart.</summary>
    public VisibleImage? FindImage(string id, Viewer viewer) =>
        Images.TryGetValue(id, out var layer) && LayerRights.DecideWhole(layer.Info, viewer, Areas) is { } scope ? new VisibleImage(layer, scope) : null;

    public IReadOnlyList<VisibleImage> ImagesVisibleTo(Viewer viewer) =>
        [.. Images.Keys.Select(id => FindImage(id, viewer)).OfType<VisibleImage>()];
}
