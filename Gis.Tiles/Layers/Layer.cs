namespace Gis.Tiles.Layers;

/// <summary>A layer that can be read: its catalogue entry and where its features come from.</summary>
internal sealed record Layer(LayerInfo Info, FeatureSource Source)
{
    /// <summary>Where its edition was changed lately.</summary>
    public LayerChanges Changes { get; init; } = LayerChanges.None;
}
