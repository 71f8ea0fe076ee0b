namespace Gis.Benchmarks.Tiles;

/// <summary>A rectangle of tiles at one zoom, bounds included.</summary>
internal sealed record TileRange(int Zoom, int MinX, int MaxX, int MinY, int MaxY);
