using Gis.Tiles.Access;

namespace Gis.Tiles.Layers;

/// <summary>A layer together with the part of it that the caller may read; whoever holds one has had the rights checked.</summary>
internal sealed record VisibleLayer(Layer Layer, LayerScope Scope)
{
    public LayerInfo Info => Layer.Info;
}
