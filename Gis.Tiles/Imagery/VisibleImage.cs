using Gis.Tiles.Access;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Imagery;

/// <summary>An image layer that the caller may see, whole; whoever holds one has had the rights checked.</summary>
internal sealed record VisibleImage(ImageLayer Layer, LayerScope Scope)
{
    public LayerInfo Info => Layer.Info;
}
