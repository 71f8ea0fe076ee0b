namespace Gis.Tiles.Layers;

/// <summary>Where one change of a layer shows.</summary>
/// <param name="Number">Counts the changes of an edition from 1.</param>
/// <param name="Rank">The smallest zoom at which it shows.</param>
/// <param name="Boxes">EPSG:3857: west, south, east, north of the feature before, and the same of it after, where there was one.</param>
internal readonly record struct LayerChange(int Number, short Rank, double[] Boxes);
