namespace Gis.BaseMap.Output;

/// <summary>A layer ready to be written: its catalogue entry and its rows.</summary>
internal sealed record Layer(LayerInfo Info, IReadOnlyList<Feature> Features);
