using Gis.Tiles.Reading;

namespace Gis.Tiles.Layers;

/// <summary>A layer that can be read: its catalogue entry and where its features come from.</summary>
internal sealed record Layer(LayerInfo Info, FeatureSource Source)
{
    /// <summary>The server that its catalogue entry was read from: what the entry names is there, and on another it may not be yet.</summary>
    public ReadStore Store { get => field ?? throw new InvalidOperationException("This layer is known by its name alone."); init; }

    /// <summary>Where its edition was changed lately.</summary>
    public LayerChanges Changes { get; init; } = LayerChanges.None;
}
