namespace Gis.Benchmarks.Tiles;

/// <summary>A rectangle of tiles of one layer at one zoom, bounds included.</summary>
internal sealed record TileRange(string Layer, int Zoom, int MinX, int MaxX, int MinY, int MaxY)
{
    public FixedTile Pick(Random random) => new(Layer, Zoom, random.Next(MinX, MaxX + 1), random.Next(MinY, MaxY + 1));
}
