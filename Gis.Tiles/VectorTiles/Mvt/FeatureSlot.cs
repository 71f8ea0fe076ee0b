namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>A feature that waits to be written: where its geometry and its tags stand in the stock, and what decides whether a full tile keeps it.</summary>
/// <param name="Kind">1 point, 2 line, 3 polygon</param>
/// <param name="IsShared">neighbouring tiles draw it too</param>
/// <param name="Size">area or length of the whole feature, in grid units</param>
internal readonly record struct FeatureSlot(
    long Id, int Kind, int GeometryStart, int GeometryLength, int TagStart, int TagCount, short Rank, bool IsShared, double Size)
{
    /// <summary>
    /// What goes in first: features that neighbouring tiles draw too, so that none of them ends at a seam; then by rank, the largest first, then by id.
    /// The order of two features is the same in every tile.
    /// </summary>
    public static int ByWeight(FeatureSlot one, FeatureSlot other) =>
        one.IsShared != other.IsShared ? other.IsShared.CompareTo(one.IsShared)
        : one.Rank != other.Rank ? one.Rank.CompareTo(other.Rank)
        : one.Size != other.Size ? other.Size.CompareTo(one.Size)
        : one.Id.CompareTo(other.Id);

    public static int ById(FeatureSlot one, FeatureSlot other) => one.Id.CompareTo(other.Id);
}
