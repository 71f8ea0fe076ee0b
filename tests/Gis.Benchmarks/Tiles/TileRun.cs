namespace Gis.Benchmarks.Tiles;

/// <summary>What a turn of asking for tiles came to.</summary>
internal sealed record TileRun(double TilesPerSecond, double MeanBytes, int LargestBytes, double P50Ms, double P99Ms);
