namespace Gis.Tiles.Layers;

/// <summary>What a caller finds in a layer: how many features, where, and with which properties beside the common ones.</summary>
internal sealed record LayerContent(long Count, LonLatBox? Extent, IReadOnlyList<LayerField> Fields);
