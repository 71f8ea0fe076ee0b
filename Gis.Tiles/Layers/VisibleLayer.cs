using Gis.Tiles.Access;
using Gis.Tiles.Features;

namespace Gis.Tiles.Layers;

/// <summary>A layer together with the part of it that the caller may read; whoever holds one has had the rights checked.</summary>
internal sealed record VisibleLayer(Layer Layer, LayerScope Scope)
{
    public LayerInfo Info => Layer.Info;

    /// <summary>What the caller wants drawn of it; null for all.</summary>
    public FeatureSelection? Selection { get; init; }
}
