using Gis.Tiles.Import;

namespace Gis.BaseMap.Output;

/// <summary>A layer ready to be written: its catalogue entry and its rows.</summary>
internal sealed record Layer(LayerEntry Info, IReadOnlyList<Feature> Features);
