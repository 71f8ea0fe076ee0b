namespace Gis.Tiles.Usage;

/// <summary>What was read of a layer: one answer, or many added up.</summary>
internal readonly record struct Use(long Requests, long Tiles, long Features, long Bytes, int Edition, DateTimeOffset LastAt)
{
    public static Use operator +(Use one, Use other) => new(
        one.Requests + other.Requests,
        one.Tiles + other.Tiles,
        one.Features + other.Features,
        one.Bytes + other.Bytes,
        Math.Max(one.Edition, other.Edition),
        one.LastAt > other.LastAt ? one.LastAt : other.LastAt);
}
