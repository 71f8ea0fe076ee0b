namespace Gis.Tiles.Layers;

/// <summary>A layer that can be read: its catalogue entry and where its features come from.</summary>
internal sealed record Layer(LayerInfo Info, FeatureSource Source);
